/**
 * Variables of a pipeline: their defaults and how they are asked for at start.
 *
 * <p>Values only. What a variable holds while a build runs is the engine's.
 */
@NullMarked
package dev.millrace.pipeline.variable;

import org.jspecify.annotations.NullMarked;
