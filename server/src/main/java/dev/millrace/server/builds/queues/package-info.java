/**
 * Starts builds through their queues: one commit accepts a build, gives it its number and, where a
 * slot is free, lets it run. Afterwards builds and queues tell each other what became of them, by
 * messages that are delivered at least once.
 *
 * <p>The rules are those of {@code engine.queue}. Start reading at {@link
 * dev.millrace.server.builds.queues.BuildQueues}.
 */
@NullMarked
package dev.millrace.server.builds.queues;

import org.jspecify.annotations.NullMarked;
