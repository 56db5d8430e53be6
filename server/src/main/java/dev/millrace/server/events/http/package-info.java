/**
 * The live events as server-sent events, for our own pages and for what was written for Skalds.
 *
 * <p>{@link dev.millrace.server.events.http.EventRoutes} says which streams there are; each runs on
 * the thread of its request, which ends when the reader goes, may not read any more, or the server
 * stops.
 */
@NullMarked
package dev.millrace.server.events.http;

import org.jspecify.annotations.NullMarked;
