/**
 * What a pipeline <em>is</em>: stages of parallel jobs, jobs of sequential tasks, with everything
 * its author can say about them. Immutable values, no behaviour but their own consistency.
 *
 * <p>Words of the BK-CI formats (container, element, atom, step) stop at the codecs: {@code
 * dev.millrace.pipeline.yaml} and {@code dev.millrace.pipeline.json}. Start reading at {@link
 * dev.millrace.pipeline.Pipeline}. Running a pipeline is not done here.
 */
@NullMarked
package dev.millrace.pipeline;

import org.jspecify.annotations.NullMarked;
