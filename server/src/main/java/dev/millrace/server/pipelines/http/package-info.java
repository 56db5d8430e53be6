/**
 * Pipelines over HTTP: lists, drafts, releases, versions, files and start forms.
 *
 * <p>Routes only: what can be done, and what is refused, is the business of {@link
 * dev.millrace.server.pipelines}. A pipeline is looked for within the project that the path names;
 * one of another project is not there. Nothing is changed in a project that is disabled. Who
 * changes a draft says by {@code If-Match} which one they saw. Start reading at {@link
 * dev.millrace.server.pipelines.http.PipelineRoutes}; {@link
 * dev.millrace.server.pipelines.http.PipelineProblems} says what refusals become.
 */
@NullMarked
package dev.millrace.server.pipelines.http;

import org.jspecify.annotations.NullMarked;
