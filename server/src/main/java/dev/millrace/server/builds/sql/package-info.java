/**
 * What SQL stores of builds have in common: rows in portable SQL, which rows a commit writes, and
 * how rows become a build again. Works on a JDBC connection it is given and never begins or ends a
 * transaction.
 *
 * <p>Start reading at {@link dev.millrace.server.builds.sql.BuildRows}.
 */
@NullMarked
package dev.millrace.server.builds.sql;

import org.jspecify.annotations.NullMarked;
