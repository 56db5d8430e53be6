package dev.millrace.agent.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.protocol.EndpointUnavailable;
import dev.millrace.protocol.LogBatch;
import dev.millrace.protocol.LogKind;
import dev.millrace.protocol.LogLimits;
import java.util.ArrayList;
import java.util.List;

/** Keeps log lines as the contract says: in order, once, no gaps; can be away for a while. */
public final class StoredLog implements LogShipper.Destination {
  /** A stored line. */
  public record Line(LogKind kind, String text) {}

  private final List<Line> lines = new ArrayList<>();
  private boolean away;
  private boolean answersGetLost;
  private int calls;

  @Override
  public synchronized void append(LogBatch batch) {
    calls++;
    notifyAll();
    if (away) {
      throw new EndpointUnavailable("away", new IllegalStateException());
    }
    if (batch.framed().length > LogLimits.BATCH_MAX_BYTES || batch.firstLine() > lines.size()) {
      throw new IllegalArgumentException("bad batch at " + batch.firstLine());
    }
    var texts = new String(batch.framed(), UTF_8).split("\n", -1);
    if (texts.length - 1 != batch.lines()) {
      throw new IllegalArgumentException(texts.length - 1 + " lines, not " + batch.lines());
    }
    for (int i = lines.size() - (int) batch.firstLine(); i < batch.lines(); i++) {
      var text = texts[i];
      lines.add(
          new Line(LogKind.of(text.charAt(13)), text.substring(LogLimits.FRAME_PREFIX_BYTES)));
    }
    if (answersGetLost) {
      answersGetLost = false;
      throw new EndpointUnavailable("answer lost", new IllegalStateException());
    }
  }

  /** The lines so far. */
  public synchronized List<Line> lines() {
    return List.copyOf(lines);
  }

  /** The texts so far. */
  public synchronized List<String> texts() {
    return lines.stream().map(Line::text).toList();
  }

  /** From now on it can't answer, or can again. */
  public synchronized void setAway(boolean isAway) {
    away = isAway;
  }

  /** The next batch is stored, and the caller doesn't learn it. */
  public synchronized void loseNextAnswer() {
    answersGetLost = true;
  }

  /** Blocks until it was called this often. */
  public synchronized void awaitCalls(int count) throws InterruptedException {
    while (calls < count) {
      wait(10_000);
    }
  }
}
