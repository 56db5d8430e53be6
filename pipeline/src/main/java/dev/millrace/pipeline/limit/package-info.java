/**
 * The limits of pipelines, by name, in one place; readers and the engine refuse what is beyond.
 *
 * <p>Start reading at {@link dev.millrace.pipeline.limit.Limits}.
 */
@NullMarked
package dev.millrace.pipeline.limit;

import org.jspecify.annotations.NullMarked;
