package dev.millrace.server.builds;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.Effect.SetTimer;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A build as of its last commit, with its timers and outbox. Belongs to the turn of its mailbox;
 * {@link #load}, {@link #follow} and what others see, {@link #visible}, need the mailbox's lock.
 */
final class LiveState {
  private final BuildId id;
  private final Map<String, SetTimer> timers = new HashMap<>();

  private final TreeMap<EffectKey, Effect> outbox = new TreeMap<>();

  /** So that a step looks only at the effects of what it changed. */
  private final Map<Subject, TreeSet<EffectKey>> outboxBySubject = new HashMap<>();

  private @Nullable Build build;
  private long version;
  private boolean trusted;
  private Optional<UnsureCommit> unsureCommit = Optional.empty();

  LiveState(BuildId id) {
    this.id = id;
  }

  BuildId id() {
    return id;
  }

  /** The build as of its last commit; empty when it is not in memory. */
  Optional<Build> visible() {
    return Optional.ofNullable(build);
  }

  long version() {
    return version;
  }

  Collection<SetTimer> timers() {
    return timers.values();
  }

  boolean has(SetTimer timer) {
    return timer.equals(timers.get(timer.key()));
  }

  /** Effects about one thing that are not known to be performed, in order. */
  List<RecordedEffect> outboxOf(Subject subject) {
    return outboxBySubject.getOrDefault(subject, new TreeSet<>()).stream()
        .map(this::recorded)
        .toList();
  }

  /** All effects that are not known to be performed, in order. */
  List<RecordedEffect> outbox() {
    return outbox.keySet().stream().map(this::recorded).toList();
  }

  /** One effect, if it is not known to be performed. */
  Optional<RecordedEffect> outboxAt(EffectKey key) {
    return Optional.ofNullable(outbox.get(key)).map(effect -> new RecordedEffect(key, effect));
  }

  private RecordedEffect recorded(EffectKey key) {
    return new RecordedEffect(key, Objects.requireNonNull(outbox.get(key)));
  }

  /** What the store has may be something else by now; those who look see the last known. */
  void doubt() {
    trusted = false;
  }

  /** The same, about a commit that may have happened. */
  void doubt(UnsureCommit commit) {
    trusted = false;
    unsureCommit = Optional.of(commit);
  }

  /** The last commit, if nobody knows whether it happened. */
  Optional<UnsureCommit> unsureCommit() {
    return unsureCommit;
  }

  /** Whether this is what the store has, as far as this process can know. */
  boolean isTrusted() {
    return trusted;
  }

  void load(StoredBuild stored) {
    timers.clear();
    outbox.clear();
    outboxBySubject.clear();
    version = stored.version();
    stored.timers().forEach(timer -> timers.put(timer.key(), timer));
    stored.effects().forEach(this::record);
    build = stored.build();
    trusted = true;
    unsureCommit = Optional.empty();
  }

  /** Follows a commit that has succeeded. */
  void follow(BuildCommit commit) {
    version = commit.version();
    commit.timersCleared().forEach(timers::remove);
    commit.timersSet().forEach(timer -> timers.put(timer.key(), timer));
    commit.settled().forEach(this::settle);
    commit.effects().forEach(this::record);
    build = commit.after();
    trusted = true;
    unsureCommit = Optional.empty();
  }

  /** Takes an effect out of the outbox. */
  void settle(EffectKey key) {
    Effect effect = outbox.remove(key);
    if (effect != null) {
      outboxBySubject.computeIfPresent(
          Subject.of(effect), (_, keys) -> keys.remove(key) && keys.isEmpty() ? null : keys);
    }
  }

  private void record(RecordedEffect recorded) {
    outbox.put(recorded.key(), recorded.effect());
    outboxBySubject
        .computeIfAbsent(Subject.of(recorded.effect()), _ -> new TreeSet<>())
        .add(recorded.key());
  }
}
