/**
 * Open-shaped values of the pipeline format: what is carried rather than understood.
 *
 * <p>Below all other rooms of the module, so that each can hold such values.
 */
@NullMarked
package dev.millrace.pipeline.data;

import org.jspecify.annotations.NullMarked;
