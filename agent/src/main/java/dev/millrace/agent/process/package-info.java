/**
 * Processes of one job: started, watched, and killed to the last one.
 *
 * <p>{@link dev.millrace.agent.process.JobProcesses} runs a command in a session of its own and
 * pumps what it prints into an {@link dev.millrace.agent.process.Output}, on one thread: the pipe,
 * the end of the process, wake-ups and all deadlines meet in one {@code poll}. Each process carries
 * a marker in its environment, so that what called {@code setsid} or forked twice is still found in
 * {@code /proc}; this JVM is made a child subreaper, so that orphans stay visible below it.
 *
 * <p>stdout and stderr share one pipe. Two pipes could tell them apart but would lose the order in
 * which the lines were written, and most of what tools print to stderr is progress, not error.
 *
 * <p>Linux only (x86-64 and AArch64; glibc or musl): elsewhere the constructor says so.
 * Deliberately not here: what a command means, and what becomes of its output. Nor control groups,
 * whose kill is certain, but only for what was born in the group: writing a process into one takes
 * the kernel 16 ms (the median on two cores, Linux 6.18), many times what a short task costs, and
 * before it is done the process has children elsewhere. A C library that starts a process inside a
 * group (glibc from 2.39) would make it worth while.
 */
@NullMarked
package dev.millrace.agent.process;

import org.jspecify.annotations.NullMarked;
