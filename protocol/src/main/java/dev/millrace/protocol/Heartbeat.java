package dev.millrace.protocol;

import java.util.Map;

/**
 * A sign of life.
 *
 * @param progress by task id, from 0 to 1, as set by {@code ::set-progress-rate}
 */
public record Heartbeat(Map<String, Double> progress) {
  public Heartbeat {
    progress = Map.copyOf(progress);
  }
}
