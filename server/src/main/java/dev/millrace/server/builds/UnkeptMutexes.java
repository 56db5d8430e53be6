package dev.millrace.server.builds;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;

/**
 * Stands where mutexes will be kept: gives every job its mutex at once, so that it runs without
 * waiting for others, as whoever starts its build is told ({@code UnsupportedFeature}).
 */
final class UnkeptMutexes {
  private UnkeptMutexes() {}

  static BuildEvent answer(Effect.AcquireMutex asked) {
    return new BuildEvent.MutexGranted(
        asked.job(), asked.attempt(), asked.request(), asked.mutex());
  }
}
