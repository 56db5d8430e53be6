/**
 * What starts a build of a pipeline: people, schedules, other systems and repository events.
 *
 * <p>Values only. Matching an event against a trigger is done elsewhere.
 */
@NullMarked
package dev.millrace.pipeline.trigger;

import org.jspecify.annotations.NullMarked;
