/**
 * The expression language of pipelines: values, parser, evaluator, functions, and the replacement
 * of {@code ${name}} and {@code ${{ … }}} in text, for both dialects.
 *
 * <p>Pure: reads no clock, no file, no network; what it needs from outside arrives as an argument.
 * A module of its own because the server and the build machine both evaluate expressions, and the
 * build machine must not know what a pipeline is (see docs/adr/0002). Every evaluation ends soon,
 * whatever a user wrote ({@link dev.millrace.expression.Limits}), and no message of an error
 * contains the value of a variable, because it may be a secret.
 *
 * <p>Start reading at {@link dev.millrace.expression.Expression} for the language, {@link
 * dev.millrace.expression.TextReplacement} for texts, {@link dev.millrace.expression.Condition} for
 * {@code if}. Which variables exist where, and what the words of a step's condition mean, is not
 * decided here.
 */
@NullMarked
package dev.millrace.expression;

import org.jspecify.annotations.NullMarked;
