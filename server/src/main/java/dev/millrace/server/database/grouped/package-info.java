/**
 * How works of several callers become one transaction and share its flush, whatever the database.
 *
 * <p>Promises that each work succeeds or fails alone all the same, and that none is done twice in
 * rows. Start at {@link dev.millrace.server.database.grouped.GroupWriter}; a database gives it
 * connections and says what their failures mean, as a {@link
 * dev.millrace.server.database.grouped.WriteAccess}.
 */
@NullMarked
package dev.millrace.server.database.grouped;

import org.jspecify.annotations.NullMarked;
