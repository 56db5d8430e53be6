package dev.millrace.server.traces;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.state.Build;
import dev.millrace.server.builds.BuildListener;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings spans to a collector from a thread of its own. Whoever has spans waits for nothing: when
 * {@link #MAX_WAITING} wait already, more are dropped and counted. So are those that the collector
 * does not take: nothing is sent again later. Safe from any thread.
 */
public final class Traces implements BuildListener, AutoCloseable {
  /** Spans that wait to be sent. */
  public static final int MAX_WAITING = 16_384;

  /** Spans sent at once. */
  public static final int BATCH = 512;

  /** How long a collector may take for a batch, tries together. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How long spans wait for others to go with. */
  private static final Duration GATHERING = Duration.ofMillis(500);

  /** How long closing waits for what is left to be sent. */
  private static final Duration CLOSING = Duration.ofSeconds(3);

  private static final Logger log = LoggerFactory.getLogger(Traces.class);

  private final SpanSender sender;
  private final InstantSource clock;
  private final BlockingQueue<FinishedSpan> waiting;
  private final LongAdder sent = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final Thread thread;
  private volatile boolean closed;
  private boolean isReachable = true;

  /** Sends from now on. */
  public static Traces to(SpanSender sender, InstantSource clock) {
    return to(sender, clock, MAX_WAITING);
  }

  static Traces to(SpanSender sender, InstantSource clock, int maxWaiting) {
    var traces = new Traces(sender, clock, maxWaiting);
    traces.thread.start();
    return traces;
  }

  private Traces(SpanSender sender, InstantSource clock, int maxWaiting) {
    this.sender = sender;
    this.clock = clock;
    this.waiting = new ArrayBlockingQueue<>(maxWaiting);
    this.thread = Thread.ofPlatform().daemon().name("traces").unstarted(this::run);
  }

  @Override
  public void committed(Optional<Build> before, Build after, Optional<BuildEvent> event) {
    tell(BuildSpans.between(before, after, clock.instant()));
  }

  /** Takes spans, or drops those there is no room for; never waits. */
  public void tell(List<FinishedSpan> spans) {
    for (FinishedSpan span : spans) {
      if (closed || !waiting.offer(span)) {
        dropped.increment();
      }
    }
  }

  /** Spans that the collector has taken. */
  public long sent() {
    return sent.sum();
  }

  /** Spans that the collector did not take. */
  public long failed() {
    return failed.sum();
  }

  /** Spans there was no room for. */
  public long dropped() {
    return dropped.sum();
  }

  /** Spans that wait to be sent. */
  public int waiting() {
    return waiting.size();
  }

  private void run() {
    try {
      while (!closed || !waiting.isEmpty()) {
        List<FinishedSpan> batch = batch();
        if (!batch.isEmpty()) {
          send(batch);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    dropped.add(waiting.size());
    sender.close();
  }

  private List<FinishedSpan> batch() throws InterruptedException {
    var batch = new ArrayList<FinishedSpan>();
    FinishedSpan first = waiting.poll(GATHERING.toMillis(), TimeUnit.MILLISECONDS);
    if (first == null) {
      return batch;
    }
    batch.add(first);
    waiting.drainTo(batch, BATCH - 1);
    return batch;
  }

  private void send(List<FinishedSpan> batch) {
    boolean isTaken = false;
    try {
      isTaken = sender.send(batch);
    } catch (RuntimeException failure) {
      log.atWarn().setCause(failure).log("spans could not be sent");
    }
    (isTaken ? sent : failed).add(batch.size());
    if (isTaken != isReachable) {
      isReachable = isTaken;
      if (isTaken) {
        log.atInfo()
            .addKeyValue("failed", failed())
            .log("the collector of traces takes spans again");
      } else {
        log.atWarn().log("the collector of traces does not take spans; builds go on without");
      }
    }
  }

  /** Takes no more, sends what is left for a moment, then drops it. May be called twice. */
  @Override
  public void close() {
    closed = true;
    try {
      if (!thread.join(CLOSING)) {
        thread.interrupt();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      thread.interrupt();
    }
  }
}
