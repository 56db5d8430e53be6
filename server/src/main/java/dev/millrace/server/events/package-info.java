/**
 * Tells whoever watches what changes: builds and their parts, and what people do in projects.
 *
 * <p>Promises: live events have growing ids, also over restarts; whoever says which they saw last
 * misses none and gets none twice, or is told that some are gone and to look again. However slowly
 * somebody reads, publishing waits for nobody and memory stays the same, since all read from one
 * ring. Start at {@link dev.millrace.server.events.LiveEvents}. Nothing here is kept on disk: the
 * builds are, and a live event only says that it is time to look.
 */
@NullMarked
package dev.millrace.server.events;

import org.jspecify.annotations.NullMarked;
