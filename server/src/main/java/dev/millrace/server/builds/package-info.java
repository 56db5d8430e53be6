/**
 * Runs builds: takes one event at a time from a build's mailbox, lets the engine decide, commits
 * what changed together with timers and effects, then performs the effects. Owns the tables of
 * builds, timers and effects.
 *
 * <p>Promises: what a method here acknowledges is on disk; events of one build are applied one at a
 * time; an effect is performed at least once; a crash at any instruction loses nothing accepted.
 * The rules themselves are the engine's. Start reading at {@link dev.millrace.server.builds.Builds}
 * for the loop, at {@link dev.millrace.server.builds.BuildStore} for the promise of the disk.
 */
@NullMarked
package dev.millrace.server.builds;

import org.jspecify.annotations.NullMarked;
