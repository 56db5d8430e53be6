/**
 * Pipelines written in YAML, version 3.0, and 2.0 for import: text in, model or problems out.
 *
 * <p>A reading is four steps: text to tree ({@code yaml.tree}), tree against the tables of keys
 * ({@code yaml.shape}), the rules of all formats ({@code check}) over what the tree says, tree to
 * model. Each step adds its problems and the next goes on as far as it can, so an author sees all
 * of them at once.
 *
 * <p>Where the format's own schema and reader disagree we take what both take and what a person
 * would expect: job templates as text, list or map; {@code check-out}, {@code if-modify}, {@code
 * time-picker}; variables in capitals without an object, and constants in small letters. A weekday
 * or time of day that does not exist is an error here and silently dropped there.
 *
 * <p>Start reading at {@link dev.millrace.pipeline.yaml.YamlReader}. Templates are put in by {@code
 * dev.millrace.pipeline.template}; writing is {@code dev.millrace.pipeline.yaml.write}.
 */
@NullMarked
package dev.millrace.pipeline.yaml;

import org.jspecify.annotations.NullMarked;
