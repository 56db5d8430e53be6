package dev.millrace.engine;

import dev.millrace.engine.Command.Answer;
import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildEvent.MutexGranted;
import dev.millrace.engine.event.BuildEvent.MutexRefused;
import dev.millrace.engine.event.BuildEvent.MutexTimeoutReached;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.TimerKeys;
import dev.millrace.engine.order.Contexts;
import dev.millrace.engine.order.Texts;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.MutexId;
import dev.millrace.engine.state.MutexRole;
import dev.millrace.engine.state.MutexRole.Standing;
import dev.millrace.engine.state.Reason;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.expression.TextTooLong;
import dev.millrace.pipeline.Mutex;
import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules of a job towards the mutex it asks for. It asks before it has a machine, once in each
 * attempt, and lets go when it is over, however that came. Who gets the mutex is decided by {@code
 * dev.millrace.engine.mutex}, whose answers arrive as events.
 */
final class MutexControl {
  /** More jobs never wait for one mutex, whatever the pipeline says; BK-CI's number. */
  static final int MAX_QUEUE = 50;

  /** Of a mutex's name, its variables replaced; it is a key of tables. */
  static final int MAX_NAME = 512;

  private static final String PROJECT = "BK_CI_PROJECT_NAME";

  private static final Pattern NO_TIME = Pattern.compile("\\s*(-\\d+|[+]?0+)\\s*");

  private MutexControl() {}

  /** Whether the job is one that takes a mutex: of a matrix the children do, not their parent. */
  static boolean isWanted(JobStep step) {
    return step.isReady()
        && !step.job().isMatrixParent()
        && step.job().definition().mutex().isPresent();
  }

  /** Goes on with the mutex only. */
  static Answer check(JobStep step) {
    Optional<MutexRole> role = step.job().mutex();
    return switch (role.map(MutexRole::standing).orElse(Standing.DONE)) {
      case HOLDS -> Answer.CONTINUE;
      case WAITS -> Answer.WAIT;
      case DONE -> ask(step, step.job().definition().mutex().orElseThrow());
    };
  }

  private static Answer ask(JobStep step, Mutex mutex) {
    Progress progress = step.progress();
    JobState job = step.job();
    var texts = new Texts(progress.build(), Contexts.of(progress.build(), progress.stage(), job));
    String name;
    String minutes;
    try {
      name = texts.replace(mutex.label()).strip();
      minutes = texts.replace(mutex.timeout().text());
    } catch (TextTooLong tooLong) {
      return refuse(step, FailureCodes.TEXT_TOO_LONG, tooLong.reason());
    }
    if (name.isEmpty()) {
      return refuse(step, FailureCodes.NO_MUTEX, Reason.MUTEX_WITHOUT_NAME.of());
    }
    if (name.length() > MAX_NAME) {
      return refuse(step, FailureCodes.NO_MUTEX, Reason.MUTEX_NAME_TOO_LONG.of(MAX_NAME));
    }
    long request = job.mutex().map(MutexRole::request).orElse(0L) + 1;
    var role =
        new MutexRole(
            new MutexId(project(progress.build()), name), request, Standing.WAITS, progress.now());
    progress.put(job.with(role));
    progress.add(
        new Effect.AcquireMutex(
            job.id(), job.attempt(), request, role.mutex(), queueLength(mutex, minutes)));
    setTimer(progress, job, request, texts.resolve(mutex.timeout()));
    return Answer.WAIT;
  }

  /**
   * A job with no time to wait does not wait, as one does without a queue. (BK-CI lets it queue,
   * and fails it ten seconds later; for a person both is "at once", and a place in the queue that
   * can't be kept would only be taken from others.)
   */
  private static Optional<Integer> queueLength(Mutex mutex, String minutes) {
    return NO_TIME.matcher(minutes).matches()
        ? Optional.empty()
        : mutex.queueLength().map(length -> Math.clamp(length, 0, MAX_QUEUE));
  }

  private static String project(Build build) {
    return Optional.ofNullable(build.variables().get(PROJECT)).map(VariableValue::value).orElse("");
  }

  private static Answer refuse(JobStep step, int code, Sentence reason) {
    step.progress().put(step.job().ending(Failure.of(FailureKind.USER, code, reason)));
    return step.end(JobStatus.FAILED);
  }

  private static void setTimer(Progress progress, JobState job, long request, Duration patience) {
    progress.add(
        new Effect.SetTimer(
            TimerKeys.mutex(job.id()),
            progress.now().plus(patience),
            new MutexTimeoutReached(job.id(), job.attempt(), request)));
  }

  static void on(Progress progress, BuildEvent.OfMutex event) {
    switch (event) {
      case MutexGranted granted -> granted(progress, granted);
      case MutexRefused(var job, var attempt, var request, var reason) -> {
        if (isWaiting(progress, job, attempt, request)) {
          fail(progress, job, reason);
        }
      }
      case MutexTimeoutReached(var job, var attempt, var request) -> {
        if (isWaiting(progress, job, attempt, request)) {
          MutexId mutex = progress.job(job).mutex().orElseThrow().mutex();
          fail(progress, job, Reason.MUTEX_TIMEOUT.of(mutex));
        }
      }
    }
  }

  /** A grant that nobody waits for any more is taken back by who brings it. */
  private static void granted(Progress progress, MutexGranted granted) {
    JobId id = granted.job();
    if (isWaiting(progress, id, granted.attempt(), granted.request())) {
      JobState job = progress.job(id);
      progress.put(job.with(job.mutex().orElseThrow().become(Standing.HOLDS, progress.now())));
      progress.add(new Effect.ClearTimer(TimerKeys.mutex(id)));
      progress.visit(id);
    }
  }

  private static boolean isWaiting(Progress progress, JobId id, int attempt, long request) {
    JobState job = progress.find(id);
    return job != null
        && job.attempt() == attempt
        && job.mutex()
            .filter(role -> role.request() == request && role.standing() == Standing.WAITS)
            .isPresent();
  }

  private static void fail(Progress progress, JobId id, Sentence reason) {
    progress.put(
        progress.job(id).ending(Failure.of(FailureKind.USER, FailureCodes.NO_MUTEX, reason)));
    JobControl.end(progress, id, JobStatus.FAILED);
  }

  /** Lets go of the job's mutex, if it holds one or waits for one. */
  static void release(Progress progress, JobId id) {
    JobState job = progress.job(id);
    if (!job.isAtMutex()) {
      return;
    }
    MutexRole role = job.mutex().orElseThrow();
    if (role.standing() == Standing.WAITS) {
      progress.add(new Effect.ClearTimer(TimerKeys.mutex(id)));
    }
    progress.add(new Effect.ReleaseMutex(id, job.attempt(), role.request(), role.mutex()));
    progress.put(job.with(role.become(Standing.DONE, progress.now())));
  }
}
