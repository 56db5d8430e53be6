/**
 * Templates: files that pipelines take stages, jobs, steps or variables from, and how they are put
 * in.
 *
 * <p>Works on the tree of a file before it becomes a pipeline, so that one check and one mapping
 * serve everything, and each problem knows both the template's line and the line that uses it.
 */
@NullMarked
package dev.millrace.pipeline.template;

import org.jspecify.annotations.NullMarked;
