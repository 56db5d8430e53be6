/**
 * Writes pipelines as YAML v3.0, as a person would: short forms, no defaults, and into an existing
 * file only what has changed, so that comments, order and form stay.
 *
 * <p>A pipeline becomes a document ({@code *Document}), a tree of open values; the document becomes
 * text ({@link dev.millrace.pipeline.yaml.write.Emitter}) or edits of a text ({@link
 * dev.millrace.pipeline.yaml.write.Merge}). Every result is read again, and what reads back
 * otherwise is reported: nothing is dropped in silence. Start reading at {@link
 * dev.millrace.pipeline.yaml.write.YamlWriter}.
 */
@NullMarked
package dev.millrace.pipeline.yaml.write;

import org.jspecify.annotations.NullMarked;
