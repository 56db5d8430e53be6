package dev.millrace.server.builds;

import dev.millrace.engine.Transition;
import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.Effect.SetTimer;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.StageState;
import dev.millrace.server.database.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop's body: decide, commit, tell, perform. Runs on the turn of a mailbox, so it has the
 * build to itself within this process; across processes the version decides.
 */
final class BuildRunner implements BuildMailbox.LetterReader {
  /** How often a step is decided again because somebody else committed first. */
  static final int MAX_DECISIONS = 5;

  private static final Logger log = LoggerFactory.getLogger(BuildRunner.class);

  private final BuildRules rules;
  private final BuildStore store;
  private final Outside outside;
  private final Listeners listeners;
  private final LoopWatches watches;
  private final InstantSource clock;

  BuildRunner(
      BuildRules rules,
      BuildStore store,
      Outside outside,
      Listeners listeners,
      LoopWatches watches,
      InstantSource clock) {
    this.watches = watches;
    this.rules = rules;
    this.store = store;
    this.outside = outside;
    this.listeners = listeners;
    this.clock = clock;
  }

  @Override
  public Build read(Letter.Errand errand, BuildMailbox mailbox) {
    for (int decision = 1; ; decision++) {
      try {
        return readOnce(errand, mailbox);
      } catch (StaleVersion stale) {
        mailbox.state().doubt();
        if (decision == MAX_DECISIONS) {
          throw stale;
        }
      } catch (RuntimeException | Error failure) {
        // Whether the last commit happened may be unknown, so memory is not trusted.
        mailbox.state().doubt();
        throw failure;
      }
    }
  }

  private Build readOnce(Letter.Errand errand, BuildMailbox mailbox) {
    return switch (errand) {
      case Letter.Errand.Begin(var first) -> begin(first, mailbox);
      case Letter.Errand.Apply(var event) -> apply(event, Optional.empty(), mailbox);
      case Letter.Errand.Fire(var timer) -> fire(timer, mailbox);
      case Letter.Errand.Load() -> loaded(mailbox);
      case Letter.Errand.Resume() -> resume(mailbox);
      case Letter.Errand.SendAgain(var message) -> sendAgain(message, mailbox);
      case Letter.Errand.Arrived(var message) -> arrived(message, mailbox);
    };
  }

  /** If another letter was read first, the build was loaded for it and is in motion. */
  private Build begin(BuildCommit first, BuildMailbox mailbox) {
    if (mailbox.state().visible().isPresent()) {
      return resume(mailbox);
    }
    follow(first, Optional.empty(), mailbox);
    return first.after();
  }

  private Build fire(SetTimer timer, BuildMailbox mailbox) {
    Build build = loaded(mailbox);
    return mailbox.state().has(timer) ? apply(timer.event(), Optional.of(timer), mailbox) : build;
  }

  @SuppressWarnings("ReferenceEquality") // the very same build is how the rules say "no change"
  private Build apply(BuildEvent event, Optional<SetTimer> fired, BuildMailbox mailbox) {
    Build before = loaded(mailbox);
    Transition step = decide(before, event);
    if (step.next() == before && step.effects().isEmpty() && fired.isEmpty()) {
      return before;
    }
    commit(Optional.of(before), Optional.of(event), step, fired, mailbox);
    return step.next();
  }

  private Transition decide(Build build, BuildEvent event) {
    Instant now = clock.instant();
    long began = System.nanoTime();
    try {
      Transition step = rules.on(build, event, now);
      var took = Duration.ofNanos(System.nanoTime() - began);
      watches.tell(watch -> watch.decided(event, took));
      return step;
    } catch (RuntimeException | StackOverflowError bug) {
      log.atError()
          .addKeyValue("build", build.id())
          .addKeyValue("event", event.getClass().getSimpleName())
          .setCause(bug)
          .log("the rules failed, the build is ended");
      return BrokenBuild.end(build, ServerReason.OUR_MISTAKE.of(bug), now);
    }
  }

  private void commit(
      Optional<Build> before,
      Optional<BuildEvent> event,
      Transition step,
      Optional<SetTimer> fired,
      BuildMailbox mailbox) {
    LiveState state = mailbox.state();
    BuildCommit commit = commitOf(before, step, fired, state);
    try {
      store.commit(commit);
    } catch (StoreUnavailable unknown) {
      state.doubt(new UnsureCommit(commit, event));
      throw unknown;
    }
    follow(commit, event, mailbox);
    StepLog.debug(commit, event);
  }

  private void follow(BuildCommit commit, Optional<BuildEvent> event, BuildMailbox mailbox) {
    LiveState state = mailbox.state();
    outside.clear(state.id(), commit.timersCleared());
    commit.timersSet().forEach(timer -> outside.set(state.id(), timer));
    // At once for all: who sees the state can wait for listeners, and a listener finds it.
    mailbox.publish(() -> {
      state.follow(commit);
      listeners.tell(commit.before(), commit.after(), event);
    });
    perform(commit.effects(), mailbox);
  }

  private BuildCommit commitOf(
      Optional<Build> before, Transition step, Optional<SetTimer> fired, LiveState state) {
    long version = before.isPresent() ? state.version() : 0;
    WantedEffects wanted = WantedEffects.of(step.effects(), version + 1);
    Set<String> cleared = new HashSet<>(wanted.timersCleared());
    fired.ifPresent(timer -> cleared.add(timer.key()));
    List<SetTimer> set = new ArrayList<>(wanted.timersSet());
    if (step.next().status().isFinished()) {
      // A finished build waits for nothing, so that no timer can outlive it.
      state.timers().forEach(timer -> cleared.add(timer.key()));
      set.clear();
    }
    return new BuildCommit(
        before,
        step.next(),
        version,
        cleared,
        set,
        wanted.recorded(),
        needless(before, step.next(), state));
  }

  private static List<EffectKey> needless(Optional<Build> before, Build after, LiveState state) {
    List<EffectKey> needless = new ArrayList<>();
    if (before.isPresent()) {
      for (JobState job : ChangedJobs.between(before.get(), after)) {
        for (RecordedEffect recorded : state.outboxOf(new Subject.OfJob(job.id()))) {
          if (Settlement.isNeedless(recorded.effect(), job)) {
            needless.add(recorded.key());
          }
        }
      }
      for (StageState stage : after.stages()) {
        for (RecordedEffect recorded : state.outboxOf(new Subject.OfStage(stage.id()))) {
          if (Settlement.isNeedless(recorded.effect(), stage)) {
            needless.add(recorded.key());
          }
        }
      }
    }
    return needless;
  }

  private void perform(List<RecordedEffect> effects, BuildMailbox mailbox) {
    LiveState state = mailbox.state();
    List<EffectKey> settled = new ArrayList<>();
    for (RecordedEffect recorded : effects) {
      boolean performed = outside.perform(state.visible().orElseThrow(), recorded);
      if (performed && isSettled(recorded.effect(), state)) {
        settled.add(recorded.key());
      }
    }
    if (!settled.isEmpty()) {
      store.forget(state.id(), settled);
      settled.forEach(state::settle);
    }
  }

  /** Whether nothing more comes of a performed effect. */
  private static boolean isSettled(Effect effect, LiveState state) {
    return Settlement.byPerforming(effect)
        || state.visible().map(build -> Settlement.isNeedless(effect, build)).orElse(true);
  }

  private Build resume(BuildMailbox mailbox) {
    Build build = loaded(mailbox);
    perform(mailbox.state().outbox(), mailbox);
    if (build.status().isFinished() && mailbox.state().outbox().isEmpty()) {
      // Who wrote its end and who forgot its last effect may each have seen the other's work
      // undone.
      store.forget(build.id(), List.of());
    }
    return build;
  }

  private Build sendAgain(EffectKey message, BuildMailbox mailbox) {
    Build build = loaded(mailbox);
    mailbox.state().outboxAt(message).ifPresent(recorded -> outside.perform(build, recorded));
    return build;
  }

  private Build arrived(EffectKey message, BuildMailbox mailbox) {
    store.forget(mailbox.state().id(), List.of(message));
    mailbox.state().settle(message);
    return loaded(mailbox);
  }

  private Build loaded(BuildMailbox mailbox) {
    LiveState state = mailbox.state();
    if (!state.isTrusted()) {
      StoredBuild stored = store.load(state.id()).orElseThrow(() -> new UnknownBuild(state.id()));
      outside.clear(state.id(), state.timers().stream().map(SetTimer::key).toList());
      Optional<UnsureCommit> happened =
          state.unsureCommit().filter(commit -> commit.happened(stored));
      mailbox.publish(() -> {
        state.load(stored);
        happened.ifPresent(
            step -> listeners.tell(step.commit().before(), stored.build(), step.event()));
      });
      stored.timers().forEach(timer -> outside.set(state.id(), timer));
      happened.ifPresent(step -> perform(step.commit().effects(), mailbox));
    }
    return state.visible().orElseThrow();
  }
}
