package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.trials.MovedClock;
import dev.millrace.testkit.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server whose PostgreSQL goes down under it and comes again. */
class DatabaseGoneTest {
  /** Longer with {@code -Dmillrace.outage.seconds=…}. */
  private static final int OUTAGE_SECONDS = Integer.getInteger("millrace.outage.seconds", 10);

  private static PostgresServer postgres;

  @TempDir Path folder;

  @BeforeAll
  static void open() {
    postgres = PostgresServer.open(true);
  }

  @AfterAll
  static void close() {
    postgres.close();
  }

  @Test
  void builds_go_on_by_themselves_when_a_database_that_was_gone_is_back() {
    var clock = ClockFile.in(folder);
    try (var house = new ServerHouse(folder, folder.resolve("data"))) {
      var _ = house.on(postgres, postgres.newDatabase()).with(MovedClock.OFFSET, clock.toString());
      ServerHouse.Life life = house.first();
      Api api = house.api;
      var held = new Held(api, folder);
      String running = held.start(held.pipeline("running", ""), "running");
      String turns = held.pipeline("turns", "concurrency: {group: g, queue-timeout-minutes: 1}");
      String first = held.start(turns, "first");
      held.awaitBegin("running");
      held.awaitBegin("turns");
      String second = held.start(turns, "second");

      postgres.crash();
      Api.Answer shown = api.once("GET", ChaosLoad.BUILDS, "", Map.of());
      Api.Answer started =
          api.once(
              "POST",
              Held.PIPELINES + "/" + turns + "/builds",
              Map.of(),
              Map.of("Idempotency-Key", "third"));
      assertThat(shown.require(503).response().headers().firstValue("Retry-After")).isPresent();
      assertThat(started.require(503).json().get("reason").asString()).isEqualTo("http.store-gone");
      api.once("GET", "/api/v1/health/ready", "", Map.of()).require(503);
      api.once("GET", "/api/v1/health/live", "", Map.of()).require(200);
      held.letGo("running");
      // The second build has waited for its turn for too long meanwhile.
      clock.set(70);
      assertThat(life.endsWithin(TimeUnit.SECONDS.toMillis(OUTAGE_SECONDS))).isFalse();
      postgres.start();

      held.awaitStatus(running, "SUCCEED");
      held.awaitStatus(second, "QUEUE_TIMEOUT");
      held.letGo("turns");
      held.awaitStatus(first, "SUCCEED");
      held.awaitStatus(held.start(turns, "third"), "SUCCEED");
      api.get("/api/v1/health/ready").require(200);
      assertThat(held.log(running, 1)).anyMatch(line -> line.endsWith("after"));
      assertThat(held.log(running, 2)).anyMatch(line -> line.endsWith("and more"));
      assertThat(held.begins("running")).hasSize(1);
      assertThat(held.begins("turns")).hasSize(2);
      assertThat(life.stop().exitCode()).isZero();
    }
  }
}
