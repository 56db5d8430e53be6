package dev.millrace.agent.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.agent.Patience;
import dev.millrace.protocol.EndpointUnavailable;
import dev.millrace.protocol.LeaseRefused;
import dev.millrace.protocol.LogBatch;
import dev.millrace.protocol.LogKind;
import dev.millrace.wording.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the log batches of one job to the server, in order, on a thread of its own. Few wait in
 * memory; while the server is away they go to a {@link LogSpool}; what finds no place there is
 * counted as lost and the log says so where it is missing.
 *
 * <p>A batch whose sending failed may have been stored all the same. It keeps its number and its
 * bytes until it is acknowledged, and so the server can tell the repetition.
 */
public final class LogShipper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogShipper.class);
  private static final long QUEUE_MAX_BYTES = 4L * 1024 * 1024;

  /** Where the batches go. */
  public interface Destination {
    /** As {@code WorkerEndpoint.appendLog}, with the job's lease. */
    void append(LogBatch batch);
  }

  /** Who wants to know what happens to the shipper. */
  public interface Events {
    /** There is room again; called from the shipper's thread. */
    void roomMade();

    /** The lease is not ours any more; called from the shipper's thread, once. */
    void refused();
  }

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Batch(LogStream stream, byte[] framed, int lines) {}

  private final Destination destination;
  private final Events events;
  private final Language language;
  private final Patience patience;
  private final InstantSource time;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Guarded by the lock, as the streams are. */
  private final ArrayDeque<Batch> queue = new ArrayDeque<>();

  private long queuedBytes;
  private boolean over;

  /** The shipper's thread only. */
  private final LogSpool spool;

  /** Taken from the queue and not yet acknowledged. */
  private Optional<Batch> inHand = Optional.empty();

  /**
   * A shipper at work.
   *
   * @param language of what is said in the logs beside what tasks print
   * @param spoolFile need not exist; its folder must
   */
  public LogShipper(
      Destination destination,
      Events events,
      Language language,
      Patience patience,
      InstantSource time,
      Path spoolFile,
      long spoolMaxBytes) {
    this.destination = destination;
    this.events = events;
    this.language = language;
    this.patience = patience;
    this.time = time;
    this.spool = new LogSpool(spoolFile, spoolMaxBytes);
    this.thread = Thread.ofVirtual().name("log-shipper").start(this::shipAll);
  }

  Language language() {
    return language;
  }

  boolean hasRoom() {
    lock.lock();
    try {
      return over || queuedBytes < QUEUE_MAX_BYTES;
    } finally {
      lock.unlock();
    }
  }

  /** Takes a batch. Never blocks: ask {@link #hasRoom} now and then. */
  void send(LogStream stream, byte[] framed, int lines) {
    lock.lock();
    try {
      if (over) {
        stream.lose(lines);
      } else {
        stream.departs();
        queue.add(new Batch(stream, framed, lines));
        queuedBytes += framed.length;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Blocks until all of a stream is stored or lost, or for this long, and answers how many lines
   * are lost.
   */
  long awaitArrival(LogStream stream, Duration atMost) throws InterruptedException {
    // Of no lines: it passes the queue last, and where it passes a loss is told.
    send(stream, new byte[0], 0);
    long untilNanos = System.nanoTime() + atMost.toNanos();
    lock.lockInterruptibly();
    try {
      while (!over && !stream.allArrived()) {
        if (changed.awaitNanos(untilNanos - System.nanoTime()) <= 0) {
          break;
        }
      }
      return stream.lostLines();
    } finally {
      lock.unlock();
    }
  }

  /** Stops at once; what has not arrived is lost. */
  @Override
  public void close() {
    end();
    thread.interrupt();
    try {
      var _ = thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void shipAll() {
    boolean refused = false;
    try {
      while (true) {
        shipNext();
      }
    } catch (InterruptedException stop) {
      LOG.atDebug().log("a job's log is closed");
    } catch (LeaseRefused refusal) {
      refused = true;
    } catch (IOException | RuntimeException failure) {
      LOG.atError().setCause(failure).log("the rest of a job's log is lost");
    }
    loseAll();
    end();
    if (refused) {
      events.refused();
    }
  }

  private void shipNext() throws InterruptedException, IOException {
    if (spool.isEmpty()) {
      var batch = take();
      inHand = Optional.of(batch);
      ship(batch.stream(), batch.framed(), batch.lines());
      inHand = Optional.empty();
    } else {
      var entry = spool.first();
      ship(entry.stream(), spool.bytesOf(entry), entry.lines());
      spool.removeFirst();
    }
  }

  private void loseAll() {
    locked(() -> {
      inHand.ifPresent(batch -> batch.stream().lose(batch.lines()));
      while (!spool.isEmpty()) {
        spool.first().stream().lose(spool.first().lines());
        spool.removeFirst();
      }
    });
  }

  private Batch take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (queue.isEmpty()) {
        if (over) {
          throw new InterruptedException();
        }
        changed.await();
      }
      return removeFirst();
    } finally {
      lock.unlock();
    }
  }

  private Batch removeFirst() {
    var batch = queue.removeFirst();
    boolean wasFull = queuedBytes >= QUEUE_MAX_BYTES;
    queuedBytes -= batch.framed().length;
    if (wasFull && queuedBytes < QUEUE_MAX_BYTES) {
      events.roomMade();
    }
    return batch;
  }

  /** Brings lines to the server, however long it takes; before them, word of lines lost there. */
  private void ship(LogStream stream, byte[] framed, int lines) throws InterruptedException {
    // What was lost came after all lines that are spooled.
    if ((lines == 0 || spool.isEmpty()) && untoldLoss(stream) > 0) {
      append(stream, lossNotice(untoldLoss(stream)), 1);
      locked(stream::lossIsTold);
    }
    if (lines > 0) {
      append(stream, framed, lines);
    }
    locked(stream::arrives);
  }

  private void append(LogStream stream, byte[] framed, int lines) throws InterruptedException {
    var batch =
        new LogBatch(
            stream.taskId(), stream.attempt(), stream.retry(), stream.number(lines), lines, framed);
    long startNanos = System.nanoTime();
    for (int failures = 1; ; failures++) {
      try {
        destination.append(batch);
        return;
      } catch (EndpointUnavailable away) {
        if (System.nanoTime() - startNanos >= patience.limit().toNanos()) {
          throw away;
        }
        LOG.atDebug().addKeyValue("failures", failures).log("log lines wait for the server");
        spoolFor(patience.pauseAfter(failures));
      }
    }
  }

  /** Waits, and meanwhile puts on disk what comes in. */
  private void spoolFor(Duration pause) throws InterruptedException {
    long untilNanos = System.nanoTime() + pause.toNanos();
    while (true) {
      var next = takeBefore(untilNanos);
      if (next.isEmpty()) {
        return;
      }
      spoolOrLose(next.get());
    }
  }

  private Optional<Batch> takeBefore(long untilNanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (queue.isEmpty()) {
        if (over) {
          throw new InterruptedException();
        }
        if (changed.awaitNanos(untilNanos - System.nanoTime()) <= 0) {
          return Optional.empty();
        }
      }
      return Optional.of(removeFirst());
    } finally {
      lock.unlock();
    }
  }

  private void spoolOrLose(Batch batch) {
    try {
      if (batch.lines() == 0 || spool.hasRoomFor(batch.framed().length)) {
        spool.add(batch.stream(), batch.lines(), batch.framed());
        return;
      }
    } catch (IOException diskFailure) {
      LOG.atWarn().setCause(diskFailure).log("log lines can't be kept on disk and are lost");
    }
    locked(() -> {
      batch.stream().lose(batch.lines());
      batch.stream().arrives();
    });
  }

  private long untoldLoss(LogStream stream) {
    lock.lock();
    try {
      return stream.untoldLoss();
    } finally {
      lock.unlock();
    }
  }

  private byte[] lossNotice(long lines) {
    var text = ("##[warning]" + LogWording.LINES_MISSING.of(lines).in(language)).getBytes(UTF_8);
    var frames = new Frames();
    frames.add(time.millis(), LogKind.PLATFORM, text, 0, text.length);
    return frames.take();
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      over = true;
      queue.forEach(batch -> batch.stream().lose(batch.lines()));
      queue.clear();
      queuedBytes = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    events.roomMade();
  }
}
