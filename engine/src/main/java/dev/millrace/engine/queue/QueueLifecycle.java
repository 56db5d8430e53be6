package dev.millrace.engine.queue;

import dev.millrace.engine.queue.QueueEvent.BuildEnded;
import dev.millrace.engine.queue.QueueEvent.BuildParked;
import dev.millrace.engine.queue.QueueEvent.BuildResumed;
import dev.millrace.engine.queue.QueueEvent.PlaceRequested;
import dev.millrace.engine.queue.QueueEvent.QueueTimeoutReached;
import dev.millrace.engine.queue.QueueEvent.StartAnnounced;
import dev.millrace.engine.queue.QueueEvent.StartRequested;
import dev.millrace.engine.queue.QueuedBuild.Standing;
import dev.millrace.engine.queue.StartInterceptor.StartRequest;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.pipeline.Concurrency.RunLock;
import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of a queue, the whole of them behind one function. Pure; safe from any thread. */
public final class QueueLifecycle {
  private final BuildQueue before;
  private final Instant now;
  private final List<QueueEffect> effects = new ArrayList<>();
  private BuildQueue queue;

  private QueueLifecycle(BuildQueue queue, Instant now) {
    this.before = queue;
    this.queue = queue;
    this.now = now;
  }

  /**
   * What {@code event} makes of {@code queue}: whoever can be let in is. An event that is late or
   * repeated answers the very same queue and no effects.
   */
  public static QueueTransition on(BuildQueue queue, QueueEvent event, Instant now) {
    var step = new QueueLifecycle(queue, now);
    Optional<StartAnswer> answer =
        switch (event) {
          case StartRequested request -> Optional.of(step.started(request));
          case StartAnnounced request -> Optional.of(step.announced(request));
          case PlaceRequested request -> step.silently(() -> step.placed(request));
          case BuildEnded ended -> step.silently(() -> step.ended(ended));
          case BuildParked parked ->
              step.silently(() -> step.moved(parked, parked.news(), Standing.PARKED));
          case BuildResumed resumed ->
              step.silently(() -> step.moved(resumed, resumed.news(), Standing.RUNNING));
          case QueueTimeoutReached timeout -> step.silently(() -> step.timedOut(timeout));
        };
    return new QueueTransition(step.queue, answer, step.effects);
  }

  private Optional<StartAnswer> silently(Runnable rule) {
    rule.run();
    return Optional.empty();
  }

  private StartAnswer started(StartRequested event) {
    if (queue.find(event.build()).isPresent()) {
      return new StartAnswer.Known();
    }
    var request = new StartRequest(event.settings(), false, event.sourcesUnchanged());
    Optional<Sentence> problem = StartInterceptor.problemOf(request, queue, now);
    if (problem.isPresent()) {
      return new StartAnswer.Refused(problem.get());
    }
    queue = queue.with(queue.head().afterStart(now));
    enter(event.build(), event.pipeline(), event.settings(), 1, 0);
    return WaitingBuild.find(queue, event.build())
        .<StartAnswer>map(waiting -> new StartAnswer.Queued(waiting.reason()))
        .orElseGet(StartAnswer.Admitted::new);
  }

  /** Nobody is asked about a build that could not be taken. */
  private StartAnswer announced(StartAnnounced event) {
    var request = new StartRequest(event.settings(), false, event.sourcesUnchanged());
    Optional<Sentence> problem = StartInterceptor.problemOf(request, queue, now);
    if (problem.isPresent()) {
      return new StartAnswer.Refused(problem.get());
    }
    queue = queue.with(queue.head().afterStart(now));
    return new StartAnswer.Announced();
  }

  /** The build exists and waits already, so that one that can't be taken has to be given up. */
  private void placed(PlaceRequested event) {
    Optional<QueuedBuild> known = queue.find(event.build());
    if (known.isPresent() && known.get().attempt() >= event.attempt()) {
      return;
    }
    // Word of the end of the attempt before may still be on its way.
    known.ifPresent(before -> leave(before));
    var request = new StartRequest(event.settings(), true, false);
    Optional<Sentence> problem = StartInterceptor.problemOf(request, queue, now);
    if (problem.isPresent()) {
      effects.add(new QueueEffect.CancelBuild(event.build(), event.attempt(), problem.get()));
      letIn();
    } else {
      enter(event.build(), event.pipeline(), event.settings(), event.attempt(), event.news());
    }
  }

  private void enter(
      BuildId build, PipelineId pipeline, QueueSettings settings, int attempt, long news) {
    if (settings.cancelsOthers()) {
      giveUpAll();
    } else {
      makeRoom(pipeline, settings);
    }
    long ticket = queue.head().nextTicket();
    Instant until = now.plus(settings.patience());
    queue =
        queue
            .with(queue.head().withSlots(settings.slots()).afterTicket())
            .with(
                new QueuedBuild(
                    build, pipeline, attempt, news, Standing.WAITING, ticket, now, until, false));
    letIn();
    if (queue.find(build).filter(found -> found.standing() == Standing.WAITING).isPresent()) {
      effects.add(
          new QueueEffect.SetTimer(timerOf(build), until, new QueueTimeoutReached(build, attempt)));
    }
  }

  private void giveUpAll() {
    Sentence reason = QueueWording.GROUP_STARTS_AGAIN.of();
    for (QueuedBuild other : queue.builds().values()) {
      if (!other.givenUp()) {
        effects.add(new QueueEffect.CancelBuild(other.build(), other.attempt(), reason));
        if (other.standing() == Standing.WAITING) {
          leave(other);
        } else {
          // It keeps its slot until it has really ended.
          queue = queue.with(other.giveUp());
        }
      }
    }
  }

  /** When the line is full, the build that has waited for longest goes. */
  private void makeRoom(PipelineId pipeline, QueueSettings settings) {
    boolean hasLength = settings.lock() != RunLock.MULTIPLE && settings.length() > 0;
    while (hasLength && queue.waitingOf(pipeline) >= settings.length()) {
      QueuedBuild oldest = queue.oldestOf(pipeline).orElseThrow();
      Sentence reason = QueueWording.PUSHED_OUT.of(settings.length());
      effects.add(new QueueEffect.CancelBuild(oldest.build(), oldest.attempt(), reason));
      leave(oldest);
    }
  }

  private void ended(BuildEnded event) {
    queue
        .find(event.build())
        .filter(build -> build.attempt() == event.attempt())
        .ifPresent(build -> {
          leave(build);
          letIn();
        });
  }

  private void moved(QueueEvent event, long news, Standing next) {
    queue
        .find(event.build())
        .filter(build -> build.attempt() == event.attempt() && build.news() < news)
        .filter(build -> build.standing() != Standing.WAITING)
        .ifPresent(build -> {
          QueuedBuild heard = build.heard(news);
          queue = queue.with(heard.standing() == next ? heard : heard.become(next, now));
          letIn();
        });
  }

  private void timedOut(QueueTimeoutReached event) {
    queue
        .find(event.build())
        .filter(build -> build.attempt() == event.attempt())
        .filter(build -> build.standing() == Standing.WAITING)
        .ifPresent(build -> {
          long minutes = Duration.between(build.since(), build.until()).toMinutes();
          Sentence reason = QueueWording.WAITED_TOO_LONG.of(minutes);
          effects.add(new QueueEffect.TimeOut(build.build(), build.attempt(), reason));
          leave(build);
        });
  }

  private void leave(QueuedBuild build) {
    if (build.standing() == Standing.WAITING) {
      effects.add(new QueueEffect.ClearTimer(timerOf(build.build())));
    }
    queue = queue.without(build.build());
  }

  /** First in, first out, while there are slots. */
  private void letIn() {
    Optional<QueuedBuild> next = queue.next();
    while (next.isPresent() && queue.running() < queue.head().slots()) {
      QueuedBuild build = next.get();
      queue = queue.with(build.become(Standing.RUNNING, now));
      if (before.find(build.build()).isPresent()) {
        effects.add(new QueueEffect.ClearTimer(timerOf(build.build())));
      }
      effects.add(new QueueEffect.Admit(build.build(), build.attempt()));
      next = queue.next();
    }
  }

  private static String timerOf(BuildId build) {
    return "queue:" + build;
  }
}
