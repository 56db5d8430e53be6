/**
 * The BK-CI JSON model of pipelines, read and written.
 *
 * <p>Two promises: writing a pipeline and reading it again gives an equal pipeline; reading JSON
 * and writing it again keeps every field but those of a run ({@link
 * dev.millrace.pipeline.json.RunTimeFields}) and nulls. Both rest on one idea, {@link
 * dev.millrace.pipeline.json.Carrier}: what reading and writing back would lose travels in the
 * {@code extras} of the nearest thing; what of our model the format has no field for travels in an
 * object named {@code millrace}. Words of the format stand in {@link
 * dev.millrace.pipeline.json.Tables}.
 *
 * <p>Start reading at {@link dev.millrace.pipeline.json.JsonModelCodec}. Whether a pipeline makes
 * sense is not judged here.
 */
@NullMarked
package dev.millrace.pipeline.json;

import org.jspecify.annotations.NullMarked;
