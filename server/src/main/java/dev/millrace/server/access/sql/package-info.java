/**
 * What the room keeps, as rows of a database.
 *
 * <p>Start at {@link dev.millrace.server.access.sql.SqlAccess}. {@link
 * dev.millrace.server.access.sql.AuditRows} and {@link dev.millrace.server.access.sql.MemberRows}
 * are open to works of other rooms, so that their changes and these are one commit.
 */
@NullMarked
package dev.millrace.server.access.sql;

import org.jspecify.annotations.NullMarked;
