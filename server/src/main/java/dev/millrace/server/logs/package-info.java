/**
 * Keeps what tasks print: one append-only log for each execution of a task, durable before it is
 * acknowledged, readable by line, followed without polling.
 *
 * <p>Lines stay framed as {@link dev.millrace.protocol.LogBatch} says, from the worker to the
 * reader. Who may read a log, and what a secret is, is decided elsewhere. Start reading at {@link
 * dev.millrace.server.logs.BuildLogs}; who only reads has {@link
 * dev.millrace.server.logs.LogReader}.
 */
@NullMarked
package dev.millrace.server.logs;

import org.jspecify.annotations.NullMarked;
