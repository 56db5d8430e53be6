/**
 * The build-machine process. The worker (see {@code dev.millrace.agent.worker}) claims the tasks of
 * one job, runs each, and reports. Knows the wire, not the server behind it.
 *
 * <p>The rooms, each knowing only those before it: {@code process} starts and kills, {@code log}
 * carries what is printed, {@code task} is what one task is given and answers, {@code script} and
 * {@code checkout} are kinds of task, {@code worker} runs a job.
 */
@NullMarked
package dev.millrace.agent;

import org.jspecify.annotations.NullMarked;
