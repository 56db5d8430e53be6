/**
 * The wire between the server and build machines: records, limits and error codes, shaped as the
 * BK-CI worker protocol has them, so that its workers and plugins can talk to us.
 *
 * <p>{@link dev.millrace.protocol.WorkerEndpoint} is the server as a worker sees it. Inside one
 * process it is called directly; over a network an HTTP client stands behind it. This package knows
 * neither the server nor the worker.
 */
@NullMarked
package dev.millrace.protocol;

import org.jspecify.annotations.NullMarked;
