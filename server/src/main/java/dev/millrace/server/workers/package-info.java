/**
 * The server as workers see it: implements {@link dev.millrace.protocol.WorkerEndpoint} over the
 * rooms of builds and logs.
 *
 * <p>Checks the lease of every call, turns calls into events of the build, wakes waiting workers by
 * commits, never by polling. What runs next is decided by the engine; where a worker runs, and
 * whether it still lives, is somebody else's business: in one process a worker that dies says so.
 */
@NullMarked
package dev.millrace.server.workers;

import org.jspecify.annotations.NullMarked;
