package dev.millrace.server.builds;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.Effect.SetTimer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The effects of one step, parted into what becomes timers and what goes to the outbox.
 *
 * @param timersCleared applied before {@code timersSet}
 */
record WantedEffects(
    Set<String> timersCleared, List<SetTimer> timersSet, List<RecordedEffect> recorded) {
  /**
   * Parts the effects in their order.
   *
   * @param version of the build once the step is committed
   */
  static WantedEffects of(List<Effect> effects, long version) {
    Set<String> cleared = new HashSet<>();
    // By key: a stage of ten thousand jobs sets as many timers when it begins.
    SequencedMap<String, SetTimer> set = new LinkedHashMap<>();
    List<RecordedEffect> recorded = new ArrayList<>();
    for (Effect effect : effects) {
      switch (effect) {
        case SetTimer timer -> set.putLast(timer.key(), timer);
        case Effect.ClearTimer(var key) -> {
          set.remove(key);
          cleared.add(key);
        }
        case Effect.PrepareMachine _,
            Effect.StopTask _,
            Effect.ReleaseMachine _,
            Effect.RemindReviewers _,
            Effect.CheckGate _,
            Effect.CheckTaskGate _,
            Effect.Message _ ->
            recorded.add(new RecordedEffect(new EffectKey(version, recorded.size()), effect));
      }
    }
    return new WantedEffects(cleared, List.copyOf(set.values()), recorded);
  }
}
