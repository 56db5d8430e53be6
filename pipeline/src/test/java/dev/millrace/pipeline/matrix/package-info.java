/** Tests of the expansion of a matrix. */
@NullMarked
package dev.millrace.pipeline.matrix;

import org.jspecify.annotations.NullMarked;
