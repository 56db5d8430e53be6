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
 * <p>Start reading at {@link dev.millrace.pipeline.json.JsonModelCodec}. What is read is then held
 * against the rules of all formats ({@code check}) and the limits of this one; what the format's
 * own platform puts up with is a warning ({@link dev.millrace.pipeline.json.JsonSpot}). A pipeline
 * is given whatever its mistakes are.
 */
@NullMarked
package dev.millrace.pipeline.json;

import org.jspecify.annotations.NullMarked;
