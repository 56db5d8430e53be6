/**
 * Which keys a pipeline file may have, what may stand behind each and what it means: tables, and
 * the two readers of the tables: the check of a file and the JSON Schema for editors. Because both
 * read the same tables, an editor and the product never disagree.
 *
 * <p>Rules that look at more than one value (a job nobody knows, a cycle) are not here but in
 * {@code dev.millrace.pipeline.yaml}. Start reading at {@link
 * dev.millrace.pipeline.yaml.shape.PipelineTables}.
 */
@NullMarked
package dev.millrace.pipeline.yaml.shape;

import org.jspecify.annotations.NullMarked;
