package dev.millrace.engine.queue;

import dev.millrace.engine.state.PipelineId;
import java.util.Comparator;

/** Where builds of one pipeline wait among each other. */
record LinePlace(PipelineId pipeline, long ticket) implements Comparable<LinePlace> {
  private static final Comparator<LinePlace> ORDER =
      Comparator.comparing(LinePlace::pipeline).thenComparingLong(LinePlace::ticket);

  @Override
  public int compareTo(LinePlace other) {
    return ORDER.compare(this, other);
  }
}
