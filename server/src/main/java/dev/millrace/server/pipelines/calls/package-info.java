/**
 * Lets tasks call the pipelines kept here: the adapter of {@link
 * dev.millrace.server.builds.calls.CallablePipelines}. Only newest releases can be called.
 */
@NullMarked
package dev.millrace.server.pipelines.calls;

import org.jspecify.annotations.NullMarked;
