package dev.millrace.server.builds.view;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** A piece of time. */
record Span(Instant start, Instant end) {
  /**
   * How much of the time from {@code from} to {@code until} some spans cover, wherever they lap.
   */
  static Duration covered(List<Span> spans, Instant from, Instant until) {
    Duration covered = Duration.ZERO;
    Instant reached = from;
    for (Span span : spans.stream().sorted(Comparator.comparing(Span::start)).toList()) {
      Instant start = span.start().isAfter(reached) ? span.start() : reached;
      Instant end = span.end().isBefore(until) ? span.end() : until;
      if (end.isAfter(start)) {
        covered = covered.plus(Duration.between(start, end));
        reached = end;
      }
    }
    return covered;
  }
}
