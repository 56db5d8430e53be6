/**
 * Tells a collector of traces what the server did: one trace for each attempt of a build, one span
 * for each request.
 *
 * <p>Spans of builds are made of their steps, after those are on disk, and nothing waits for them:
 * what a collector does not take in time is dropped and counted. All ids of a build's trace follow
 * from the build, so that a server that is started again goes on with the same trace. Nothing in a
 * span could be a secret: it has ids, statuses and times. Start at {@link
 * dev.millrace.server.traces.BuildSpans} for what there is, at {@link
 * dev.millrace.server.traces.Traces} for how it goes out. Off unless a collector is named.
 */
@NullMarked
package dev.millrace.server.traces;

import org.jspecify.annotations.NullMarked;
