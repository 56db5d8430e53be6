/**
 * The worker: claims and runs the tasks of one job, from its start to its end.
 *
 * <p>{@link dev.millrace.agent.worker.Worker} is the door. Three threads belong to a job: one that
 * claims, runs and reports; one that sends heartbeats and hears of cancels; one that ships the log.
 * A lost lease ends all of it at once. A server that can't answer is asked again, with growing
 * pauses, at one place per thread.
 *
 * <p>What a task leaves running is killed when the job ends, before the server hears of the end: a
 * freed slot is a clean one.
 */
@NullMarked
package dev.millrace.agent.worker;

import org.jspecify.annotations.NullMarked;
