/**
 * Tasks that call other pipelines: finds the pipeline, starts its build, the child, through its
 * queue, cancels it when nobody waits any more, and tells the task how it ended.
 *
 * <p>Promises: one execution of a task starts at most one child, whatever crashes; a child whose
 * call was taken back before it began never begins; the end of a child reaches the task. What a
 * call is and what its end means are the engine's rules; which pipelines there are is asked by
 * {@link dev.millrace.server.builds.calls.CallablePipelines}. Start reading at {@link
 * dev.millrace.server.builds.calls.Calls}.
 */
@NullMarked
package dev.millrace.server.builds.calls;

import org.jspecify.annotations.NullMarked;
