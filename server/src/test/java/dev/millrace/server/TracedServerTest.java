package dev.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.BuildId;
import dev.millrace.protocol.JobLease;
import dev.millrace.protocol.WorkerEndpoint;
import dev.millrace.server.traces.Collector;
import dev.millrace.server.traces.Collector.Received;
import dev.millrace.server.traces.SpanPlace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracedServerTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String CALLER_TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CALLER = "00-" + CALLER_TRACE + "-b7ad6b7169203331-01";
  private static final String SECRET = "hunter2-is-no-good";

  private static final String TWO_JOBS =
      """
      variables:
        WORD:
          value: usual
      stages:
        - jobs:
            first:
              steps:
                - run: echo ${{ variables.WORD }}
                - run: make
            second:
              depend-on: [first]
              steps:
                - run: make
      """;

  @TempDir Path folder;
  private final Collector collector = new Collector();
  private final List<ScriptedWorkers.Call> calls = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    collector.close();
  }

  private ServedHouse open() {
    return new ServedHouse(
        folder,
        Map.of("traces.endpoint", collector.url().toString()),
        endpoint -> new ScriptedWorkers(endpoint, calls::add));
  }

  @Test
  void a_build_is_one_trace_with_a_span_for_each_part_and_wait() {
    try (ServedHouse house = open()) {
      String id = house.start(house.released(TWO_JOBS), "{}");

      Received build = collector.await(span -> span.name().equals("build"));

      List<Received> trace = ofTrace(build.trace());
      assertThat(trace.stream().map(Received::name))
          .contains(
              "build",
              "request",
              "wait for queue",
              "job first",
              "job second",
              "wait for machine",
              "wait for jobs");
      assertThat(trace.stream().filter(span -> span.name().startsWith("task "))).hasSize(3);
      assertThat(build.parent()).isEmpty();
      assertThat(build.service()).isEqualTo("millrace");
      assertThat(build.attributes())
          .containsEntry("millrace.build", id)
          .containsEntry("millrace.project", "alpha")
          .containsEntry("millrace.status", "SUCCEED")
          .containsEntry("millrace.build.attempt", 1L);
      assertThat(trace)
          .allSatisfy(span -> assertThat(span.end()).isGreaterThanOrEqualTo(span.start()))
          .filteredOn(span -> !span.equals(build))
          .allSatisfy(span -> assertThat(parentOf(span, trace)).isNotEmpty());
      Received job = named(trace, "job first");
      assertThat(trace)
          .filteredOn(span -> span.name().startsWith("task "))
          .filteredOn(span -> "first".equals(span.attributes().get("millrace.job")))
          .hasSize(2)
          .allSatisfy(task -> assertThat(task.parent()).isEqualTo(job.span()));
      assertThat(named(trace, parentOf(job, trace)).parent()).isEqualTo(build.span());
    }
  }

  @Test
  void the_request_that_started_a_build_is_in_the_trace_of_its_sender_and_linked_with_the_build() {
    try (ServedHouse house = open()) {
      var _ = house.start(house.released(TWO_JOBS), "{}", "traceparent", CALLER);
      Received build = collector.await(span -> span.name().equals("build"));

      Received request = collector.await(span -> span.trace().equals(CALLER_TRACE));

      assertThat(request.name())
          .isEqualTo("POST /api/v1/projects/{project}/pipelines/{pipeline}/builds");
      assertThat(request.parent()).isEqualTo("b7ad6b7169203331");
      assertThat(request.links()).containsExactly(build.place());
      assertThat(request.attributes())
          .containsEntry("http.response.status_code", 201L)
          .containsEntry("millrace.user", "ada")
          .containsKey("millrace.request");
      Received accepted =
          collector.await(
              span -> span.name().equals("request") && span.trace().equals(build.trace()));
      assertThat(accepted.parent()).isEqualTo(build.span());
      assertThat(accepted.links()).containsExactly(request.place());
    }
  }

  @Test
  void a_task_finds_the_place_of_its_span_in_its_environment() {
    try (ServedHouse house = open()) {
      var _ = house.start(house.released(TWO_JOBS), "{}");
      Received build = collector.await(span -> span.name().equals("build"));

      List<String> told =
          calls.stream().map(call -> call.order().environment().get("TRACEPARENT")).toList();

      assertThat(told.stream().map(text -> SpanPlace.read(text).orElseThrow()))
          .extracting(place -> place.trace() + " " + place.span())
          .containsExactlyInAnyOrderElementsOf(
              ofTrace(build.trace()).stream()
                  .filter(span -> span.name().startsWith("task "))
                  .map(Received::place)
                  .toList());
    }
  }

  @Test
  void a_build_that_outlives_a_process_keeps_its_trace() throws InterruptedException {
    var running = new CountDownLatch(1);
    String id;
    try (var house =
        new ServedHouse(
            folder,
            Map.of("traces.endpoint", collector.url().toString()),
            endpoint -> new Forgetful(endpoint, running))) {
      id = house.start(house.released(TWO_JOBS), "{}");
      assertThat(running.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
    try (ServedHouse house = open()) {
      var _ = house.server.builds().awaitEnd(new BuildId(id), LONG);

      Received build = collector.await(span -> span.name().equals("build"));

      assertThat(build.trace()).isEqualTo(SpanPlace.ofBuild(new BuildId(id), 1).trace());
      assertThat(ofTrace(build.trace()).stream().map(Received::name)).contains("wait for queue");
    }
  }

  @Test
  void no_span_tells_a_value_of_a_variable_or_what_a_task_runs() {
    try (ServedHouse house = open()) {
      var _ =
          house.start(house.released(TWO_JOBS), "{\"parameters\": {\"WORD\": \"" + SECRET + "\"}}");
      var _ = collector.await(span -> span.name().equals("build"));

      assertThat(collector.spans().toString())
          .doesNotContain(SECRET, ServedHouse.PASSWORD, "echo")
          .contains("job first");
    }
  }

  private List<Received> ofTrace(String trace) {
    return collector.spans().stream().filter(span -> span.trace().equals(trace)).toList();
  }

  private static Received named(List<Received> spans, String name) {
    return spans.stream().filter(span -> span.name().equals(name)).findFirst().orElseThrow();
  }

  /** The name of the span it is a part of; empty if that is not there. */
  private static String parentOf(Received span, List<Received> trace) {
    return trace.stream()
        .filter(other -> other.span().equals(span.parent()))
        .map(Received::name)
        .findFirst()
        .orElse("");
  }

  /** Workers that take one task each and are never heard of again. */
  private record Forgetful(WorkerEndpoint endpoint, CountDownLatch running)
      implements LocalMachines {
    @Override
    public void prepare(JobLease lease) {
      var _ =
          Thread.ofVirtual()
              .start(() -> {
                var _ = endpoint.start(lease);
                var _ = endpoint.claim(lease, LONG);
                running.countDown();
              });
    }

    @Override
    public void release(JobLease lease) {}

    @Override
    public void close() {}
  }
}
