/**
 * The expression language of pipelines: values, parser, evaluator, functions, and the replacement
 * of {@code ${name}} and {@code ${{ … }}} in text, for both dialects.
 *
 * <p>Pure: reads no clock, no file, no network; what it needs from outside arrives as an argument.
 * A module of its own because the server and the build machine both evaluate expressions, and the
 * build machine must not know what a pipeline is (see docs/adr/0002).
 */
@NullMarked
package dev.millrace.expression;

import org.jspecify.annotations.NullMarked;
