package dev.millrace.server.traces;

import java.util.List;

/** Brings spans to a collector. Of one thread. */
public interface SpanSender extends AutoCloseable {
  /** Blocks until the collector has taken them, or won't: for {@link Traces#PATIENCE} at most. */
  boolean send(List<FinishedSpan> spans);

  @Override
  void close();
}
