/**
 * The build-machine process. The worker (see {@code dev.millrace.agent.worker}) claims the tasks of
 * one job, runs each, and reports. Knows the wire, not the server behind it.
 *
 * <p>The rooms, each knowing only those before it: {@code process} starts and kills, {@code log}
 * carries what is printed, {@code task} is what one task is given and answers, {@code script} and
 * {@code checkout} are kinds of task, {@code worker} runs a job.
 *
 * <p>What people are told stays a {@link dev.millrace.wording.Sentence} until it is written to the
 * log of a task or into a report; each room has its wordings. {@code WorkerSettings} has the
 * language.
 */
@NullMarked
package dev.millrace.agent;

import org.jspecify.annotations.NullMarked;
