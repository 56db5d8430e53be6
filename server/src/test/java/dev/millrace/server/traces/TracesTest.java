package dev.millrace.server.traces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.traces.otlp.OtlpSpans;
import dev.millrace.testkit.VirtualClock;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TracesTest {
  private final VirtualClock clock = new VirtualClock();

  private FinishedSpan span(String name) {
    return new FinishedSpan(
        SpanPlace.ofRequest(name),
        Optional.empty(),
        List.of(),
        FinishedSpan.Kind.INTERNAL,
        name,
        clock.instant(),
        clock.instant(),
        true,
        FinishedSpan.attributes("millrace.request", name));
  }

  @Test
  void what_is_told_arrives_at_the_collector_and_is_counted() {
    try (var collector = new Collector()) {
      var traces = Traces.to(sender(collector.url()), clock);
      try (traces) {
        traces.tell(List.of(span("one")));

        Collector.Received one = collector.await(span -> span.name().equals("one"));

        assertThat(one.hasFailed()).isTrue();
        assertThat(one.attributes()).containsEntry("millrace.request", "one");
      }
      assertThat(List.of(traces.sent(), traces.failed(), traces.dropped()))
          .containsExactly(1L, 0L, 0L);
    }
  }

  @Test
  @Timeout(60)
  void beyond_the_limit_spans_are_dropped_and_nobody_waits_for_a_slow_collector()
      throws InterruptedException {
    var isSending = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    try (var traces = Traces.to(new Blocked(isSending, goOn), clock, 100)) {
      traces.tell(List.of(span("first")));
      assertThat(isSending.await(30, TimeUnit.SECONDS)).isTrue();

      traces.tell(IntStream.range(0, 150).mapToObj(i -> span("more " + i)).toList());

      assertThat(traces.waiting()).isEqualTo(100);
      assertThat(traces.dropped()).isEqualTo(50);
      goOn.countDown();
    }
  }

  @Test
  void spans_that_the_collector_refuses_are_counted_as_failed() {
    try (var collector = new Collector()) {
      collector.refuse();
      var traces = Traces.to(sender(collector.url()), clock);
      traces.tell(List.of(span("lost")));

      traces.close();

      assertThat(List.of(traces.sent(), traces.failed(), traces.dropped()))
          .containsExactly(0L, 1L, 0L);
    }
  }

  @Test
  void once_closed_more_is_dropped() {
    try (var collector = new Collector()) {
      var traces = Traces.to(sender(collector.url()), clock);
      traces.close();

      traces.tell(List.of(span("late")));

      assertThat(traces.dropped()).isEqualTo(1);
      assertThat(collector.spans()).isEmpty();
    }
  }

  private static SpanSender sender(URI collector) {
    return new OtlpSpans(new TraceSettings(collector), "1");
  }

  private record Blocked(CountDownLatch isSending, CountDownLatch goOn) implements SpanSender {
    @Override
    public boolean send(List<FinishedSpan> spans) {
      isSending.countDown();
      try {
        return goOn.await(30, TimeUnit.SECONDS);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    @Override
    public void close() {}
  }
}
