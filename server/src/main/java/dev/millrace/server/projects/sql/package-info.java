/**
 * Projects as rows of a database. Start at {@link dev.millrace.server.projects.sql.SqlProjects}.
 */
@NullMarked
package dev.millrace.server.projects.sql;

import org.jspecify.annotations.NullMarked;
