/**
 * The rules of a build's life. Pure: {@code State × Event → State + Effects}; no clock, no store,
 * no logger, no thread. Time and ids arrive inside the event.
 *
 * <p>Start reading at {@code BuildLifecycle}. Placement of jobs on machines is not decided here.
 */
@NullMarked
package dev.millrace.engine;

import org.jspecify.annotations.NullMarked;
