/**
 * Which build of a pipeline, or of a concurrency group, may run and when: run locks, the line, its
 * length and patience. Pure, like the rules of a build: {@code Queue × Event → Queue + Effects}.
 *
 * <p>Promises: no more builds are let in than run at once; they are let in in the order in which
 * they came; an event that is late or comes again changes nothing, so that nobody's slot is freed
 * by somebody else. Start reading at {@link dev.millrace.engine.queue.QueueLifecycle}.
 */
@NullMarked
package dev.millrace.engine.queue;

import org.jspecify.annotations.NullMarked;
