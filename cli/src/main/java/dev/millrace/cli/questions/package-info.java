/**
 * Asking the person at the terminal: a question with its choices and what is to be filled in, line
 * by line, while whatever else is shown there keeps still. Knows nothing of what it is about, so
 * that reviews, pauses and manual tasks ask in the same way.
 *
 * <p>Start reading at {@link dev.millrace.cli.questions.Question}; {@link
 * dev.millrace.cli.questions.TerminalAsking} asks it.
 */
@NullMarked
package dev.millrace.cli.questions;

import org.jspecify.annotations.NullMarked;
