package dev.millrace.protocol;

import java.util.Set;

/**
 * What the server wants of the worker now.
 *
 * @param cancelledTasks ids of running tasks whose process trees shall be killed
 */
public record HeartbeatAnswer(Set<String> cancelledTasks) {
  public HeartbeatAnswer {
    cancelledTasks = Set.copyOf(cancelledTasks);
  }
}
