package dev.millrace.server.trials;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where the process can be ended. */
public enum HaltPoint {
  /** The rows of a transaction are written, and it is not committed. */
  TRANSACTION_WRITTEN,
  /** A transaction is on disk, and who wanted it does not know. */
  TRANSACTION_COMMITTED,
  /** What may be lost is written, and its transaction is not committed. */
  LATE_WRITTEN,

  /** A start is decided, with number and place in the queue, and nothing of it is stored. */
  START_DECIDED,
  /** A build is there that nobody has put into motion or answered. */
  START_COMMITTED,
  /** A step of a build is decided, and not stored. */
  STEP_DECIDED,
  /** A step of a build is stored; its timers and effects are not begun. */
  STEP_COMMITTED,
  /** A step of a queue is decided, and not stored. */
  QUEUE_DECIDED,
  /** A step of a queue is stored; nobody was told that a build may begin. */
  QUEUE_COMMITTED,
  /** A step of a mutex is decided, and not stored. */
  MUTEX_DECIDED,
  /** A step of a mutex is stored; its new holder does not know. */
  MUTEX_COMMITTED,
  /** Effects of a step are performed, and not forgotten. */
  EFFECTS_PERFORMED,
  /** A message of a queue or mutex has arrived, and is not forgotten. */
  MESSAGE_ARRIVED,

  /** A worker was made; what else the step wants is not done. */
  MACHINE_PREPARED,
  /** A worker was let go; what else the step wants is not done. */
  MACHINE_RELEASED,
  /** A worker is to be told to stop its task; it was not. */
  TASK_STOPPED,
  /** A mutex is asked for; whether that arrived is not known. */
  MUTEX_ASKED,
  /** A mutex is given back; whether that arrived is not known. */
  MUTEX_GIVEN_BACK,
  /** A queue is told of one of its builds; whether that arrived is not known. */
  QUEUE_TOLD,
  /** A child is asked for; whether it is there is not known. */
  CHILD_CALLED,
  /** A parent is told of the end of its child; whether that arrived is not known. */
  PARENT_TOLD,
  /** A timer of a build is due, and its event is not applied. */
  TIMER_DUE,

  /** That a worker runs is recorded, and it was not told what to run. */
  WORKER_STARTED,
  /** A task is recorded as running, and its worker does not know. */
  TASK_HANDED_OUT,
  /** A task has run, and its end is not recorded. */
  TASK_RAN,
  /** The end of a task is recorded, and its worker does not know. */
  TASK_RECORDED,
  /** Lines of a log have arrived, and are not stored. */
  LOG_ARRIVED,
  /** Lines of a log are stored, and not acknowledged. */
  LOG_STORED,
  /** That a worker leaves is recorded, and it does not know. */
  WORKER_LEFT,

  /** A request is fulfilled; its answer is neither kept nor sent. */
  ANSWER_DUE,
  /** An answer is kept, and not sent. */
  ANSWER_KEPT;

  /** As the environment names it: {@code step-committed}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<HaltPoint> ofKey(String key) {
    return Arrays.stream(values()).filter(point -> point.key().equals(key)).findFirst();
  }
}
