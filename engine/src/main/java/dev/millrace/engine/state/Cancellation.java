package dev.millrace.engine.state;

import java.time.Instant;

/**
 * The wish to stop a build.
 *
 * @param by who wanted it
 * @param forced finally jobs don't run either
 */
public record Cancellation(String by, boolean forced, Instant at) {}
