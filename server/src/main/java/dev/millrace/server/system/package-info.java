/**
 * Knows how the server does: how many builds and jobs are where, what it is made of, how fast it
 * is.
 *
 * <p>{@link dev.millrace.server.system.BuildFigures} counts by listening, so that asking costs
 * nothing. What is measured, and by which name, is in {@code docs/observability.md}. Nothing here
 * is kept on disk: counts of what has ended begin with the process.
 */
@NullMarked
package dev.millrace.server.system;

import org.jspecify.annotations.NullMarked;
