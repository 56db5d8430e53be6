/**
 * What is wrong with a pipeline, said so that a person can act on it: place, rule, values, and the
 * likely fix. Texts are resource bundles in English and Chinese; code only names the rule.
 *
 * <p>Depends on the limits, and on the expression language, whose sentences it translates. Start
 * reading at {@link dev.millrace.pipeline.problem.Problem}.
 */
@NullMarked
package dev.millrace.pipeline.problem;

import org.jspecify.annotations.NullMarked;
