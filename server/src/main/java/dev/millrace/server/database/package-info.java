/**
 * The database all rooms keep their rows in: transactions, and the tables' versions.
 *
 * <p>Promises that what {@link dev.millrace.server.database.Database#write} returned from is on
 * disk, and that works of several rooms share a flush. A room writes plain SQL that SQLite and
 * PostgreSQL share, and reads no table of another. Start at {@link
 * dev.millrace.server.database.Database}; the adapters are in sub-packages. What the rows mean is
 * no business of this room.
 */
@NullMarked
package dev.millrace.server.database;

import org.jspecify.annotations.NullMarked;
