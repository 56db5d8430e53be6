/**
 * The database as one of PostgreSQL, which several servers may share: a few threads write, in
 * groups that share a flush; readers see what is committed.
 *
 * <p>Transactions that write see what others have committed before each statement (READ COMMITTED),
 * and wait for each other only where they change the same row. A room that decides on what it reads
 * therefore checks that with the statement by which it writes, or first writes a row that others
 * who decide the same write too. Start at {@link
 * dev.millrace.server.database.postgres.PostgresDatabase}.
 */
@NullMarked
package dev.millrace.server.database.postgres;

import org.jspecify.annotations.NullMarked;
