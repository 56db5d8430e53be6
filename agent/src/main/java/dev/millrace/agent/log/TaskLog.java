package dev.millrace.agent.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.agent.process.Output;
import dev.millrace.protocol.LogKind;
import dev.millrace.wording.Language;
import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The log of one execution of a task: takes what its processes print and what the platform says
 * about it. Belongs to the thread that runs the task.
 */
public final class TaskLog implements Output {
  /** A line waits at most this long for company in its batch. */
  private static final long BATCH_AGE_NANOS = Duration.ofMillis(50).toNanos();

  private final LogShipper shipper;
  private final LogStream stream;
  private final InstantSource time;
  private final LineSplitter splitter;
  private final LineSplitter platformLines;
  private final Frames frames = new Frames();
  private Masker masker;
  private long nowMillis;
  private long batchSinceNanos;

  /** A log of the execution that these three name; {@code listener} hears its command lines. */
  public TaskLog(
      LogShipper shipper,
      String taskId,
      int attempt,
      int retry,
      InstantSource time,
      LineListener listener,
      Masker masker) {
    this.shipper = shipper;
    this.stream = new LogStream(taskId, attempt, retry);
    this.time = time;
    this.masker = masker;
    this.splitter = new LineSplitter(this::add, listener, masker);
    this.platformLines =
        new LineSplitter(
            (kind, text, from, to) ->
                add(kind == LogKind.CONTINUED ? kind : LogKind.PLATFORM, text, from, to),
            Deaf.LISTENER,
            masker);
  }

  /** Hides these secrets from now on. */
  public void maskWith(Masker other) {
    masker = other;
    splitter.maskWith(other);
    platformLines.maskWith(other);
  }

  /** What hides the secrets of this task. */
  public Masker masker() {
    return masker;
  }

  @Override
  public void accept(byte[] bytes, int length) {
    nowMillis = time.millis();
    splitter.accept(bytes, length);
    sendIfOld();
  }

  @Override
  public boolean hasRoom() {
    return shipper.hasRoom();
  }

  @Override
  public int tick() {
    return sendIfOld();
  }

  /** The language in which it says things. */
  public Language language() {
    return shipper.language();
  }

  /** Says something about the task; secrets in it are masked. May be of several lines. */
  public void say(Sentence sentence) {
    say("", sentence);
  }

  /** Says that something is not as the author may expect, and why. */
  public void warn(Sentence sentence) {
    say("##[warning]", sentence);
  }

  /** Says what the task failed of. */
  public void error(Sentence sentence) {
    say("##[error]", sentence);
  }

  private void say(String mark, Sentence sentence) {
    splitter.end();
    nowMillis = time.millis();
    var bytes = (mark + sentence.in(language())).getBytes(UTF_8);
    platformLines.accept(bytes, bytes.length);
    platformLines.end();
  }

  /** Ends a last line that has no line feed. Call when a process has ended. */
  public void endLine() {
    nowMillis = time.millis();
    splitter.end();
  }

  /**
   * Sends the rest and waits until all of it is on the server's disk, or given up.
   *
   * @return how many lines are lost
   * @throws InterruptedException when told to stop waiting
   */
  public long finish() throws InterruptedException {
    // The shipper's own patience ends the wait.
    return finishWithin(Duration.ofDays(365));
  }

  /** As {@link #finish}, but waits no longer than this. */
  public long finishWithin(Duration atMost) throws InterruptedException {
    endLine();
    send();
    return shipper.awaitArrival(stream, atMost);
  }

  private void add(LogKind kind, byte[] text, int from, int to) {
    if (!frames.hasRoomFor(to - from)) {
      send();
    }
    if (frames.isEmpty()) {
      batchSinceNanos = System.nanoTime();
    }
    frames.add(nowMillis, kind, text, from, to);
  }

  private int sendIfOld() {
    if (frames.isEmpty()) {
      return Integer.MAX_VALUE;
    }
    long left = batchSinceNanos + BATCH_AGE_NANOS - System.nanoTime();
    if (left <= 0) {
      send();
      return Integer.MAX_VALUE;
    }
    return (int) Duration.ofNanos(left).toMillis() + 1;
  }

  private void send() {
    if (!frames.isEmpty()) {
      int lines = frames.lines();
      shipper.send(stream, frames.take(), lines);
    }
  }

  /** The platform's own lines command nothing. */
  private enum Deaf implements LineListener {
    LISTENER;

    @Override
    public void commandLine(String line) {}

    @Override
    public boolean wantsEveryLine() {
      return false;
    }

    @Override
    public void anyLine(String line) {}
  }
}
