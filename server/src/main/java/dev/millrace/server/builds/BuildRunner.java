package dev.millrace.server.builds;

import dev.millrace.engine.Transition;
import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.Effect.SetTimer;
import dev.millrace.engine.event.GateAnswer;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.StageState;
import dev.millrace.wording.Sentence;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
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

  /** The build machine was lost, as BK-CI numbers it. */
  private static final int NO_MACHINE = 2_199_502;

  private static final Logger log = LoggerFactory.getLogger(BuildRunner.class);

  private final BuildRules rules;
  private final BuildStore store;
  private final Machines machines;
  private final TimerClock timers;
  private final Listeners listeners;
  private final InstantSource clock;
  private final Post post;

  /** Sends an event to a build from within, without waiting for it. */
  interface Post {
    void send(BuildId build, BuildEvent event);
  }

  BuildRunner(
      BuildRules rules,
      BuildStore store,
      Machines machines,
      TimerClock timers,
      Listeners listeners,
      InstantSource clock,
      Post post) {
    this.rules = rules;
    this.store = store;
    this.machines = machines;
    this.timers = timers;
    this.listeners = listeners;
    this.clock = clock;
    this.post = post;
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
      case Letter.Errand.Accept(var request) -> accept(request, mailbox);
      case Letter.Errand.Apply(var event) -> apply(event, Optional.empty(), mailbox);
      case Letter.Errand.Fire(var timer) -> fire(timer, mailbox);
      case Letter.Errand.Load() -> loaded(mailbox);
      case Letter.Errand.Resume() -> resume(mailbox);
    };
  }

  /** A request that comes again finds its build and changes nothing. */
  private Build accept(BuildRequest request, BuildMailbox mailbox) {
    if (mailbox.state().visible().isPresent()) {
      return loaded(mailbox);
    }
    Transition first = rules.start(request, clock.instant());
    try {
      commit(Optional.empty(), Optional.empty(), first, Optional.empty(), mailbox);
      return first.next();
    } catch (StaleVersion accepted) {
      return loaded(mailbox);
    }
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
    try {
      return rules.on(build, event, now);
    } catch (RuntimeException | StackOverflowError bug) {
      log.atError()
          .addKeyValue("build", build.id())
          .addKeyValue("event", event)
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
    commit.timersCleared().forEach(key -> timers.clear(state.id(), key));
    commit.timersSet().forEach(timer -> timers.set(state.id(), timer));
    // At once for all: who sees the state can wait for listeners, and a listener finds it.
    mailbox.publish(() -> {
      state.follow(commit);
      listeners.tell(before, commit.after(), event);
    });
    perform(commit.effects(), mailbox);
  }

  private BuildCommit commitOf(
      Optional<Build> before, Transition step, Optional<SetTimer> fired, LiveState state) {
    long version = before.isPresent() ? state.version() : 0;
    Set<String> cleared = new HashSet<>();
    fired.ifPresent(timer -> cleared.add(timer.key()));
    List<SetTimer> set = new ArrayList<>();
    List<RecordedEffect> effects = new ArrayList<>();
    for (Effect effect : step.effects()) {
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
            Effect.CheckGate _ ->
            effects.add(new RecordedEffect(new EffectKey(version + 1, effects.size()), effect));
      }
    }
    if (step.next().status().isFinished()) {
      // A finished build waits for nothing, so that no timer can outlive it.
      state.timers().forEach(timer -> cleared.add(timer.key()));
      set.clear();
    }
    return new BuildCommit(
        before, step.next(), version, cleared, set, effects, needless(before, step.next(), state));
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
      boolean performed = perform(recorded.effect(), mailbox);
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

  /** Answers whether it was performed; if not, it stays in the outbox until the next start. */
  private boolean perform(Effect effect, BuildMailbox mailbox) {
    LiveState state = mailbox.state();
    try {
      switch (effect) {
        case Effect.PrepareMachine wanted -> machines.prepare(state.id(), wanted);
        case Effect.StopTask wanted -> machines.stop(state.id(), wanted);
        case Effect.ReleaseMachine wanted -> machines.release(state.id(), wanted);
        case Effect.CheckGate wanted -> post.send(state.id(), noGateKnown(wanted));
        case SetTimer _, Effect.ClearTimer _ ->
            throw new IllegalStateException("a timer is not kept in the outbox: " + effect);
      }
      return true;
    } catch (RuntimeException failure) {
      log.atError()
          .addKeyValue("build", state.id())
          .addKeyValue("effect", effect)
          .setCause(failure)
          .log("an effect could not be performed");
      if (effect instanceof Effect.PrepareMachine(var job, var attempt, var fence)) {
        Sentence reason =
            ServerReason.NO_MACHINE.of(Objects.requireNonNullElse(failure.getMessage(), failure));
        post.send(
            state.id(),
            new BuildEvent.WorkerLost(
                job, attempt, fence, Failure.of(FailureKind.BUILD_MACHINE, NO_MACHINE, reason)));
      }
      return false;
    }
  }

  /** Nothing here checks rules of quality yet, and a gate nobody checked is not passed. */
  private static BuildEvent noGateKnown(Effect.CheckGate wanted) {
    return new BuildEvent.OfStageCheck.GateAnswered(
        wanted.stage(),
        wanted.attempt(),
        wanted.point(),
        wanted.check(),
        new GateAnswer.NotChecked(ServerReason.NO_GATE_KNOWN.of()));
  }

  private Build resume(BuildMailbox mailbox) {
    Build build = loaded(mailbox);
    perform(mailbox.state().outbox(), mailbox);
    return build;
  }

  private Build loaded(BuildMailbox mailbox) {
    LiveState state = mailbox.state();
    if (!state.isTrusted()) {
      StoredBuild stored = store.load(state.id()).orElseThrow(() -> new UnknownBuild(state.id()));
      state.timers().forEach(timer -> timers.clear(state.id(), timer.key()));
      Optional<UnsureCommit> happened =
          state.unsureCommit().filter(commit -> commit.happened(stored));
      mailbox.publish(() -> {
        state.load(stored);
        happened.ifPresent(
            step -> listeners.tell(step.commit().before(), stored.build(), step.event()));
      });
      stored.timers().forEach(timer -> timers.set(state.id(), timer));
      happened.ifPresent(step -> perform(step.commit().effects(), mailbox));
    }
    return state.visible().orElseThrow();
  }
}
