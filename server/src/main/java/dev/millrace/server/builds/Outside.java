package dev.millrace.server.builds;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.Effect.SetTimer;
import dev.millrace.engine.event.GateAnswer;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.server.builds.turns.TimerClock;
import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What lies around the loop of builds: machines, other aggregates, the clock. */
final class Outside {
  /** The build machine was lost, as BK-CI numbers it. */
  private static final int NO_MACHINE = 2_199_502;

  private static final Logger log = LoggerFactory.getLogger(Outside.class);

  private final Machines machines;
  private final Messenger messenger;
  private final TimerClock<BuildId, Due> timers;
  private final Post post;
  private final LoopWatches watches;

  /** Posts an errand to a build from within, without waiting for it. */
  interface Post {
    void post(BuildId build, Letter.Errand errand);
  }

  /** What is brought to a build when it is due. */
  record Due(String key, Letter.Errand errand) {}

  Outside(
      Machines machines,
      Messenger messenger,
      TimerClock<BuildId, Due> timers,
      Post post,
      LoopWatches watches) {
    this.machines = machines;
    this.messenger = messenger;
    this.timers = timers;
    this.post = post;
    this.watches = watches;
  }

  void set(BuildId build, SetTimer timer) {
    timers.set(
        build, timer.key(), timer.due(), new Due(timer.key(), new Letter.Errand.Fire(timer)));
  }

  void clear(BuildId build, Collection<String> keys) {
    keys.forEach(key -> timers.clear(build, key));
  }

  /** Answers whether it was performed; if not, it stays in the outbox until it is tried again. */
  boolean perform(Build build, RecordedEffect recorded) {
    long began = System.nanoTime();
    Done done = tryTo(build, recorded);
    var took = Duration.ofNanos(System.nanoTime() - began);
    watches.tell(watch -> watch.performed(recorded.effect(), took, done != Done.FAILED));
    return done == Done.YES;
  }

  private enum Done {
    YES,
    /** Of a message: only its arrival ends it. */
    ON_ITS_WAY,
    FAILED
  }

  private Done tryTo(Build build, RecordedEffect recorded) {
    Effect effect = recorded.effect();
    try {
      switch (effect) {
        case Effect.PrepareMachine wanted -> machines.prepare(build.id(), wanted);
        case Effect.StopTask wanted -> machines.stop(build.id(), wanted);
        case Effect.ReleaseMachine wanted -> machines.release(build.id(), wanted);
        case Effect.RemindReviewers wanted ->
            // There is no way yet by which the server could tell somebody.
            log.atInfo()
                .addKeyValue("build", build.id())
                .addKeyValue("task", wanted.task())
                .log("a review still waits for an answer");
        case Effect.StartSubPipeline call when Settlement.isNeedless(call, build) -> {
          // Taken back by the very step that called.
        }
        case Effect.AcquireMutex asked when Settlement.isNeedless(asked, build) -> {
          // The job has it, or has let go of it.
        }
        case Effect.CheckGate wanted -> tell(build, noGateKnown(wanted));
        case Effect.CheckTaskGate wanted -> tell(build, noGateKnown(wanted));
        case Effect.Message message -> {
          send(build, recorded.key(), message);
          return Done.ON_ITS_WAY;
        }
        case SetTimer _, Effect.ClearTimer _ ->
            throw new IllegalStateException("a timer is not kept in the outbox: " + effect);
      }
      return Done.YES;
    } catch (RuntimeException failure) {
      log.atError()
          .addKeyValue("build", build.id())
          .addKeyValue("effect", effect.getClass().getSimpleName())
          .addKeyValue("key", recorded.key())
          .setCause(failure)
          .log("an effect could not be performed");
      if (effect instanceof Effect.PrepareMachine(var job, var attempt, var fence)) {
        Sentence reason =
            ServerReason.NO_MACHINE.of(Objects.requireNonNullElse(failure.getMessage(), failure));
        tell(
            build,
            new BuildEvent.WorkerLost(
                job, attempt, fence, Failure.of(FailureKind.BUILD_MACHINE, NO_MACHINE, reason)));
      }
      return Done.FAILED;
    }
  }

  private void tell(Build build, BuildEvent event) {
    post.post(build.id(), new Letter.Errand.Apply(event));
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

  private static BuildEvent noGateKnown(Effect.CheckTaskGate wanted) {
    return new BuildEvent.TaskGateAnswered(
        wanted.task(),
        wanted.job(),
        wanted.attempt(),
        wanted.retry(),
        new GateAnswer.NotChecked(ServerReason.NO_GATE_KNOWN.of()));
  }

  /** A message is performed when it has arrived, which the build is told. */
  private void send(Build build, EffectKey key, Effect.Message message) {
    var _ =
        sent(build, key, message)
            .whenComplete((_, failure) -> {
              if (failure == null) {
                post.post(build.id(), new Letter.Errand.Arrived(key));
              } else {
                log.atWarn()
                    .addKeyValue("build", build.id())
                    .addKeyValue("effect", message.getClass().getSimpleName())
                    .setCause(failure)
                    .log("a message could not be delivered and will be again");
                sendAgain(build.id(), key);
              }
            });
  }

  private CompletableFuture<?> sent(Build build, EffectKey key, Effect.Message message) {
    try {
      return messenger.send(build, key.version(), message);
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  private void sendAgain(BuildId build, EffectKey key) {
    String timer = "message:" + key;
    timers.setAgain(
        build, timer, Builds.AGAIN_AFTER, new Due(timer, new Letter.Errand.SendAgain(key)));
  }
}
