package dev.millrace.server.system.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.engine.state.BuildId;
import dev.millrace.server.database.Database;
import dev.millrace.server.database.sqlite.SqliteDatabase;
import dev.millrace.server.events.LiveEvents;
import dev.millrace.server.http.Answer;
import dev.millrace.server.http.Needs;
import dev.millrace.server.http.Reply;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.Surroundings;
import dev.millrace.server.system.BuildFigures;
import dev.millrace.server.system.Workshop;
import dev.millrace.server.traces.Collector;
import dev.millrace.server.traces.TraceSettings;
import dev.millrace.server.traces.Traces;
import dev.millrace.server.traces.otlp.OtlpSpans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerMetricsTest {
  private static final Path TABLE = Path.of("..", "docs", "observability.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| `([a-z_]+)` \\| (\\w+) \\|", Pattern.MULTILINE);
  private static final Pattern TYPE =
      Pattern.compile("^# TYPE ([a-z_]+) (\\w+)$", Pattern.MULTILINE);
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void the_table_of_metrics_names_what_is_measured_and_nothing_else() throws IOException {
    Map<String, String> measured = found(TYPE, everythingMeasured());
    Map<String, String> documented = found(ROW, Files.readString(TABLE, UTF_8));

    // The table says once for all that each histogram has its greatest value beside it.
    measured
        .entrySet()
        .removeIf(metric ->
            metric.getKey().endsWith("_seconds_max") && metric.getValue().equals("gauge"));

    assertThat(documented).isEqualTo(measured);
  }

  private static Map<String, String> found(Pattern pattern, String text) {
    var found = new TreeMap<String, String>();
    pattern.matcher(text).results().forEach(row -> found.put(row.group(1), row.group(2)));
    return found;
  }

  /** Has everything happen once. */
  private String everythingMeasured() {
    try (var workshop = new Workshop();
        var figures = BuildFigures.of(workshop.rooms.builds());
        var metrics = new ServerMetrics();
        var collector = new Collector();
        Traces traces =
            Traces.to(new OtlpSpans(new TraceSettings(collector.url()), "1"), workshop.clock);
        Database database = metrics.watched(SqliteDatabase.open(folder.resolve("rows.db")))) {
      metrics.watch(traces);
      metrics.watch(workshop.rooms.builds(), figures);
      metrics.watch(new LiveEvents(workshop.clock));
      metrics.requests().answered(answered(ROUTE, 200, Duration.ofMillis(3)));
      database.change(rows -> {});
      BuildId build = workshop.start("b-1");
      workshop.clock.advance(Duration.ofDays(1));
      workshop.rooms.bringDueTimers();
      var _ = workshop.rooms.builds().awaitEnd(build, LONG);
      return metrics.scrape();
    }
  }

  @Test
  void builds_commits_effects_and_timers_are_measured() {
    try (var workshop = new Workshop();
        var figures = BuildFigures.of(workshop.rooms.builds());
        var metrics = new ServerMetrics()) {
      metrics.watch(workshop.rooms.builds(), figures);
      BuildId build = workshop.start("b-1");
      workshop.startWorker(build, "one");
      assertThat(figures.awaitCaughtUp(LONG)).isTrue();

      assertThat(metrics.scrape())
          .contains("millrace_builds_live{status=\"running\"} 1.0")
          .contains("millrace_jobs_live{state=\"running\"} 1.0")
          .contains("millrace_jobs_live{state=\"assigning\"} 1.0")
          .contains("millrace_effects_seconds_count{kind=\"PrepareMachine\",outcome=\"done\"} 2")
          .contains("millrace_build_commits_seconds_count{outcome=\"done\"}");

      workshop.cancel(build);
      assertThat(figures.awaitCaughtUp(LONG)).isTrue();

      assertThat(metrics.scrape())
          .contains("millrace_builds_live{status=\"running\"} 0.0")
          .contains("millrace_builds_ended_total{status=\"canceled\"} 1.0")
          .contains("millrace_jobs_ended_total{status=\"canceled\"} 2.0");
    }
  }

  @Test
  void requests_are_timed_by_route_and_class_of_status_but_streams_are_not() {
    try (var metrics = new ServerMetrics()) {
      metrics.requests().answered(answered(ROUTE, 204, Duration.ofMillis(3)));
      metrics.requests().answered(answered(ROUTE, 404, Duration.ofMillis(3)));
      metrics.requests().answered(answered(STREAM, 200, Duration.ofHours(3)));

      assertThat(metrics.scrape())
          .contains("millrace_http_requests_seconds_count{route=\"do-it\",status=\"2xx\"} 1")
          .contains("millrace_http_requests_seconds_count{route=\"do-it\",status=\"4xx\"} 1")
          .contains("le=\"0.005\"")
          .doesNotContain("watch-it");
    }
  }

  @Test
  void a_write_that_fails_is_measured_as_such_and_fails() {
    try (var metrics = new ServerMetrics();
        Database database = metrics.watched(SqliteDatabase.open(folder.resolve("rows.db")))) {
      assertThatThrownBy(() ->
              database.change(rows -> {
                throw new IllegalArgumentException("a mistake");
              }))
          .isInstanceOf(IllegalArgumentException.class);

      assertThat(metrics.scrape())
          .contains("millrace_database_writes_seconds_count{outcome=\"failed\"} 1");
    }
  }

  private static Surroundings.Answered answered(Route route, int status, Duration took) {
    return new Surroundings.Answered(
        route, status, took, "r-1", Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static final Route ROUTE =
      Route.get("do-it", "/do").needs(new Needs.Nothing()).by(_ -> Answer.done());

  private static final Route STREAM =
      Route.get("watch-it", "/watch")
          .needs(new Needs.Nothing())
          .answers(new Reply.Events("events"))
          .by(_ -> Answer.done());
}
