/**
 * YAML text as a tree that knows where each of its nodes was written, with anchors and merge keys
 * resolved and every limit of a file kept while it is built.
 *
 * <p>Built straight from the parser's events, so that a bomb is refused before anything of its size
 * exists. Knows nothing of pipelines. Start reading at {@link
 * dev.millrace.pipeline.yaml.tree.YamlParser}.
 */
@NullMarked
package dev.millrace.pipeline.yaml.tree;

import org.jspecify.annotations.NullMarked;
