/**
 * Keeps the mutexes that jobs of different builds share: each is an arbiter, so that it survives
 * whatever happens to the process, and nobody polls it.
 *
 * <p>The rules are those of {@code engine.mutex}. What is left of a mutex that nobody wants any
 * more is a small row. Start reading at {@link dev.millrace.server.builds.mutexes.Mutexes}.
 */
@NullMarked
package dev.millrace.server.builds.mutexes;

import org.jspecify.annotations.NullMarked;
