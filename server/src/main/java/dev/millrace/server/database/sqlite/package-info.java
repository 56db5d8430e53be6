/**
 * The database as one SQLite file: one thread writes, in groups that share a flush; readers see
 * what is committed.
 *
 * <p>Start at {@link dev.millrace.server.database.sqlite.SqliteDatabase}.
 */
@NullMarked
package dev.millrace.server.database.sqlite;

import org.jspecify.annotations.NullMarked;
