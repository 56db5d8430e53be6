/**
 * How a build looks: pure functions from a build, its logs' ends and a moment to lines. No clock,
 * no terminal, no file, so that every picture can be tested as text.
 *
 * <p>Start reading at {@link dev.millrace.cli.view.LiveTree} for what is redrawn, at {@link
 * dev.millrace.cli.view.FinishedParts} for what stays.
 */
@NullMarked
package dev.millrace.cli.view;

import org.jspecify.annotations.NullMarked;
