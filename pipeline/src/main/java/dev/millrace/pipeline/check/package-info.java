/**
 * Rules every pipeline obeys, whatever format it was written in: ids and references, conditions and
 * expressions, values of variables, schedules, the size of a matrix; and how a length, a count or a
 * range is measured.
 *
 * <p>A reader gives an {@link dev.millrace.pipeline.check.Outline}: what the rules look at, each
 * piece with its {@link dev.millrace.pipeline.problem.Spot}, which knows its place and how serious
 * a mistake is in that format. So a rule is written once, and a file need not be free of mistakes
 * for its other mistakes to be found. Which key has which limit is the formats' own table: their
 * keys differ, and some limits too.
 *
 * <p>Start reading at {@link dev.millrace.pipeline.check.PipelineRules}.
 */
@NullMarked
package dev.millrace.pipeline.check;

import org.jspecify.annotations.NullMarked;
