/**
 * What a terminal is: its size and abilities, styled lines that know how wide they are, and a
 * screen whose lower part is redrawn while finished lines scroll up.
 *
 * <p>Text of others (logs, names) enters through {@link dev.millrace.cli.terminal.SafeText} only,
 * so that no escape sequence of theirs reaches the screen. Plain escape sequences instead of a
 * terminal library: those cost more at start-up than a trivial build takes. Knows nothing of
 * builds. Start reading at {@link dev.millrace.cli.terminal.Line}.
 */
@NullMarked
package dev.millrace.cli.terminal;

import org.jspecify.annotations.NullMarked;
