/**
 * Processes of one job: started, watched, and killed to the last one.
 *
 * <p>{@link dev.millrace.agent.process.JobProcesses} runs a command in a session of its own and
 * pumps what it prints into an {@link dev.millrace.agent.process.Output}, on one thread: the pipe,
 * the end of the process, wake-ups and all deadlines meet in one {@code poll}.
 *
 * <p>Each process carries the job's mark in its environment and in a limit that the kernel hands on
 * and does not heed (see {@code Marker}). So what cleared its environment, called {@code setsid},
 * forked twice and lost its parent is still found in {@code /proc}, even by another JVM after this
 * one was killed. This JVM is made a child subreaper, so that orphans stay visible below it.
 *
 * <p>What gets away has become another user's, or has cleared its environment and either set its
 * limit on file locks too or was started by a worker inside a task, whose number took the place of
 * ours. What is of no job is never taken for a job's: it can't have 46 random bits by chance. The
 * timer slack would do in place of the limit and is each thread's own, but to read another
 * process's takes CAP_SYS_NICE, which ordinary users, and root in most containers, don't have.
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
