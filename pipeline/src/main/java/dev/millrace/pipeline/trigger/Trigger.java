package dev.millrace.pipeline.trigger;

import dev.millrace.pipeline.data.Data;
import java.util.SequencedMap;

/**
 * One thing that can start a build.
 *
 * @param id the trigger's step id, or empty
 * @param name as shown, or empty
 * @param source which repository's events; {@link TriggerSource#NONE} for what has no repository
 * @param rule what happens and under which filters
 */
public record Trigger(
    String id,
    String name,
    boolean enabled,
    TriggerSource source,
    TriggerRule rule,
    SequencedMap<String, Data> extras) {
  public Trigger {
    extras = Data.ordered(extras);
  }
}
