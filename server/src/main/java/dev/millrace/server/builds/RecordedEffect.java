package dev.millrace.server.builds;

import dev.millrace.engine.event.Effect;

/** An effect in the outbox. Timers are kept apart and are never in it. */
public record RecordedEffect(EffectKey key, Effect effect) {
  public RecordedEffect {
    if (effect instanceof Effect.SetTimer || effect instanceof Effect.ClearTimer) {
      throw new IllegalArgumentException("a timer does not belong into the outbox: " + effect);
    }
  }
}
