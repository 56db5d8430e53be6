package dev.millrace.engine.queue;

import dev.millrace.engine.queue.QueueEffect.ToBuild;
import dev.millrace.engine.queue.QueuedBuild.Standing;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.QueueId;
import dev.millrace.pipeline.Concurrency;
import dev.millrace.pipeline.Concurrency.RunLock;
import dev.millrace.testkit.VirtualClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A queue that a test plays: it says what happens, and the rules say what follows. */
final class PlayedQueue {
  static final PipelineId PIPELINE = new PipelineId("p");

  private final VirtualClock clock = new VirtualClock();
  private final Map<String, QueueEffect.SetTimer> timers = new LinkedHashMap<>();
  private final QueueSettings settings;
  private BuildQueue queue = BuildQueue.empty(new QueueId("q"));
  private List<QueueEffect> effects = List.of();
  private Optional<StartAnswer> answer = Optional.empty();

  PlayedQueue(QueueSettings settings) {
    this.settings = settings;
  }

  static PlayedQueue single(int length) {
    return new PlayedQueue(settings(RunLock.SINGLE, length, false, Optional.empty()));
  }

  static PlayedQueue multiple(int slots) {
    return new PlayedQueue(settings(RunLock.MULTIPLE, 10, false, Optional.of(slots)));
  }

  static PlayedQueue group(boolean cancels) {
    return new PlayedQueue(settings(RunLock.GROUP_LOCK, 10, cancels, Optional.empty()));
  }

  static QueueSettings settings(
      RunLock lock, int length, boolean cancels, Optional<Integer> slots) {
    return QueueSettings.of(
        new Concurrency(
            lock, Optional.empty(), cancels, Optional.of(length), Optional.of(30), slots));
  }

  BuildQueue state() {
    return queue;
  }

  StartAnswer start(String build) {
    return start(build, PIPELINE);
  }

  StartAnswer start(String build, PipelineId pipeline) {
    on(new QueueEvent.StartRequested(new BuildId(build), pipeline, settings, false));
    return answer.orElseThrow();
  }

  StartAnswer announce(String build) {
    on(new QueueEvent.StartAnnounced(new BuildId(build), PIPELINE, settings, false));
    return answer.orElseThrow();
  }

  QueueSettings settings() {
    return settings;
  }

  PlayedQueue starts(String... builds) {
    for (String build : builds) {
      start(build);
    }
    return this;
  }

  PlayedQueue ends(String build) {
    return on(new QueueEvent.BuildEnded(new BuildId(build), 1, 9));
  }

  PlayedQueue retries(String build, int attempt) {
    return on(
        new QueueEvent.PlaceRequested(
            new BuildId(build), PIPELINE, settings, attempt, 10L * attempt));
  }

  PlayedQueue on(QueueEvent event) {
    QueueTransition transition = QueueLifecycle.on(queue, event, clock.instant());
    queue = transition.next();
    effects = transition.effects();
    answer = transition.answer();
    for (QueueEffect effect : effects) {
      switch (effect) {
        case QueueEffect.SetTimer timer -> timers.put(timer.key(), timer);
        case QueueEffect.ClearTimer(var key) -> timers.remove(key);
        case ToBuild _ -> {}
      }
    }
    return this;
  }

  PlayedQueue later(Duration time) {
    clock.advance(time);
    return this;
  }

  /** Time goes on until the build has waited for too long. */
  PlayedQueue timesOut(String build) {
    QueueEffect.SetTimer timer = timers.remove("queue:" + build);
    if (timer == null) {
      throw new AssertionError("no timer of " + build + " among " + timers.keySet());
    }
    clock.moveTo(timer.due());
    return on(timer.event());
  }

  Map<String, QueueEffect.SetTimer> timers() {
    return timers;
  }

  /** What builds are told by the last event. */
  List<ToBuild> told() {
    return effects.stream().filter(ToBuild.class::isInstance).map(ToBuild.class::cast).toList();
  }

  List<String> in(Standing standing) {
    return queue.builds().values().stream()
        .filter(build -> build.standing() == standing)
        .sorted(java.util.Comparator.comparingLong(QueuedBuild::ticket))
        .map(build -> build.build().value())
        .toList();
  }
}
