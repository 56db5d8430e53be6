/**
 * The pipelines of projects: their names, definitions, versions and settings.
 *
 * <p>Promises that a text stays as its author wrote it, that nothing is released that has an error,
 * that of two people who change one draft the second is told, and that every setting is in force
 * when a build starts. A draft may hold anything.
 *
 * <p>Reading and writing definitions is the module {@code pipeline}'s. Start reading at {@link
 * dev.millrace.server.pipelines.Pipelines}, then {@link
 * dev.millrace.server.pipelines.PipelineVersions}. It does not start builds, keep templates or ask
 * who may do what.
 */
@NullMarked
package dev.millrace.server.pipelines;

import org.jspecify.annotations.NullMarked;
