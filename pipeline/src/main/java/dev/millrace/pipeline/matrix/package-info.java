/**
 * The expansion of a job's matrix into its cases. Pure, and on plain maps: what a case then becomes
 * is the engine's.
 *
 * <p>Start reading at {@link dev.millrace.pipeline.matrix.MatrixExpansion}; the texts in which a
 * strategy may be written are read by {@link dev.millrace.pipeline.matrix.MatrixText}. Variables in
 * the values are not replaced here, only a list that a variable holds as JSON is looked up.
 */
@NullMarked
package dev.millrace.pipeline.matrix;

import org.jspecify.annotations.NullMarked;
