package dev.millrace.server.builds.arbiters;

import dev.millrace.server.builds.EffectKey;
import dev.millrace.server.builds.StaleVersion;
import dev.millrace.server.builds.arbiters.ArbiterCommit.WrittenMessage;
import dev.millrace.server.builds.arbiters.ArbiterCommit.WrittenTimer;
import dev.millrace.server.builds.arbiters.ArbiterStep.Timer;
import dev.millrace.server.builds.arbiters.LiveArbiter.Unsure;
import dev.millrace.server.database.StoreUnavailable;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The loop's body: decide, commit, deliver. Runs on the turn of the arbiter it is given. */
final class ArbiterRunner<S, E, M> {
  /** How often a step is decided again because somebody else committed first. */
  static final int MAX_DECISIONS = 20;

  private final ArbiterKind<S, E, M> kind;
  private final ArbiterStore store;
  private final InstantSource clock;
  private final Desk<S, E, M> desk;

  /** Where the loop has its timers and messages taken care of. */
  interface Desk<S, E, M> {
    void timerSet(String arbiter, Timer<E> timer);

    void timerCleared(String arbiter, String key);

    void deliver(String arbiter, EffectKey key, M message);
  }

  ArbiterRunner(
      ArbiterKind<S, E, M> kind, ArbiterStore store, InstantSource clock, Desk<S, E, M> desk) {
    this.kind = kind;
    this.store = store;
    this.clock = clock;
    this.desk = desk;
  }

  <A> A decide(LiveArbiter<S, E, M> arbiter, Decider<S, E, M, A> decider) {
    for (int decision = 1; ; decision++) {
      try {
        S before = loaded(arbiter);
        Verdict<S, E, M, A> verdict = decider.decide(before, clock.instant(), decision);
        commit(arbiter, before, verdict);
        return verdict.answer();
      } catch (StaleVersion stale) {
        arbiter.doubt();
        if (decision == MAX_DECISIONS) {
          throw stale;
        }
      } catch (RuntimeException | Error failure) {
        // Whether the last commit happened may be unknown, so memory is not trusted.
        arbiter.doubt();
        throw failure;
      }
    }
  }

  /** Applies the event of a timer, unless it was cleared or replaced meanwhile. */
  S fire(LiveArbiter<S, E, M> arbiter, Timer<E> timer) {
    return decide(
        arbiter,
        (before, now, _) -> {
          if (!arbiter.has(timer)) {
            return Verdict.of(ArbiterStep.to(before), before);
          }
          ArbiterStep<S, E, M> step = kind.on(before, timer.event(), now);
          Set<String> cleared = new HashSet<>(step.timersCleared());
          cleared.add(timer.key());
          return Verdict.of(
              new ArbiterStep<>(step.next(), step.messages(), cleared, step.timersSet()),
              step.next());
        });
  }

  /** Delivers once more what is not known to be delivered. */
  S resume(LiveArbiter<S, E, M> arbiter) {
    S state = loaded(arbiter);
    arbiter.outbox().forEach((key, message) -> desk.deliver(arbiter.name(), key, message));
    return state;
  }

  /** Delivers one message once more, if it is not known to be delivered. */
  void redeliver(LiveArbiter<S, E, M> arbiter, EffectKey key) {
    S _ = loaded(arbiter);
    M message = arbiter.outbox().get(key);
    if (message != null) {
      desk.deliver(arbiter.name(), key, message);
    }
  }

  /** Forgets a message that was delivered. */
  void settle(LiveArbiter<S, E, M> arbiter, EffectKey key) {
    M _ = arbiter.outbox().remove(key);
    store.forget(kind.idOf(arbiter.name()), List.of(key));
  }

  private void commit(LiveArbiter<S, E, M> arbiter, S before, Verdict<S, E, M, ?> verdict) {
    ArbiterStep<S, E, M> step = verdict.step();
    if (step.changesNothing(before) && verdict.others().isEmpty() && verdict.build().isEmpty()) {
      return;
    }
    Map<EffectKey, M> messages = messages(step.messages(), arbiter.version() + 1);
    ArbiterCommit mine = written(arbiter, before, step, messages);
    List<ArbiterCommit> all = new ArrayList<>(List.of(mine));
    all.addAll(verdict.others());
    try {
      store.commit(new JointCommit(all, verdict.build()));
    } catch (StoreUnavailable unknown) {
      arbiter.doubt(new Unsure(mine, verdict.committed()));
      throw unknown;
    }
    step.timersCleared().forEach(key -> desk.timerCleared(arbiter.name(), key));
    step.timersSet().forEach(timer -> desk.timerSet(arbiter.name(), timer));
    arbiter.follow(step, messages);
    verdict.committed().run();
    messages.forEach((key, message) -> desk.deliver(arbiter.name(), key, message));
  }

  private static <M> Map<EffectKey, M> messages(List<M> messages, long version) {
    var keyed = new TreeMap<EffectKey, M>();
    messages.forEach(message -> keyed.put(new EffectKey(version, keyed.size()), message));
    return keyed;
  }

  private ArbiterCommit written(
      LiveArbiter<S, E, M> arbiter,
      S before,
      ArbiterStep<S, E, M> step,
      Map<EffectKey, M> messages) {
    return new ArbiterCommit(
        kind.idOf(arbiter.name()),
        arbiter.version(),
        kind.writeHead(step.next()),
        kind.writeEntries(before, step.next()),
        step.timersCleared(),
        step.timersSet().stream()
            .map(
                timer -> new WrittenTimer(timer.key(), timer.due(), kind.writeEvent(timer.event())))
            .toList(),
        messages.entrySet().stream()
            .map(entry -> new WrittenMessage(entry.getKey(), kind.writeMessage(entry.getValue())))
            .toList());
  }

  private S loaded(LiveArbiter<S, E, M> arbiter) {
    if (arbiter.isTrusted()) {
      return arbiter.visible().orElseThrow();
    }
    Optional<StoredArbiter> stored = store.load(kind.idOf(arbiter.name()));
    Optional<Unsure> happened = arbiter.unsure().filter(unsure -> unsure.happened(stored));
    arbiter.timers().keySet().forEach(key -> desk.timerCleared(arbiter.name(), key));
    S state = kind.read(arbiter.name(), stored);
    var messages = new TreeMap<EffectKey, M>();
    List<Timer<E>> timers = new ArrayList<>();
    stored.ifPresent(found -> {
      found.timers().forEach(timer -> timers.add(read(timer)));
      found
          .messages()
          .forEach(written -> messages.put(written.key(), kind.readMessage(written.message())));
    });
    arbiter.load(state, stored.map(StoredArbiter::version).orElse(0L), timers, messages);
    timers.forEach(timer -> desk.timerSet(arbiter.name(), timer));
    if (happened.isPresent()) {
      happened.get().committed().run();
      messages.forEach((key, message) -> desk.deliver(arbiter.name(), key, message));
    }
    return state;
  }

  private Timer<E> read(WrittenTimer timer) {
    return new Timer<>(timer.key(), timer.due(), kind.readEvent(timer.event()));
  }
}
