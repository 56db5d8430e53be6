package dev.millrace.server.builds;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.Effect.SetTimer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
    List<SetTimer> set = new ArrayList<>();
    List<RecordedEffect> recorded = new ArrayList<>();
    for (Effect effect : effects) {
      switch (effect) {
        case SetTimer timer -> {
          set.removeIf(earlier -> earlier.key().equals(timer.key()));
          set.add(timer);
        }
        case Effect.ClearTimer(var key) -> {
          set.removeIf(earlier -> earlier.key().equals(key));
          cleared.add(key);
        }
        case Effect.PrepareMachine _,
            Effect.StopTask _,
            Effect.ReleaseMachine _,
            Effect.RemindReviewers _,
            Effect.StartSubPipeline _,
            Effect.CancelSubPipeline _,
            Effect.CheckGate _,
            Effect.Message _ ->
            recorded.add(new RecordedEffect(new EffectKey(version, recorded.size()), effect));
      }
    }
    return new WantedEffects(cleared, set, recorded);
  }
}
