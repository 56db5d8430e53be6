/**
 * Tables that are values: a changed one shares what did not change with the one before. What many
 * builds compete for is kept in them, so that a step costs the logarithm of how many there are.
 *
 * <p>Start reading at {@link dev.millrace.engine.table.SortedTable}.
 */
@NullMarked
package dev.millrace.engine.table;

import org.jspecify.annotations.NullMarked;
