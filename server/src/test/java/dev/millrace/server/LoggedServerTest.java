package dev.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.BuildId;
import dev.millrace.server.http.testing.CapturedLog;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggedServerTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String VALUE = "hunter2-is-no-good";

  private static final String ONE_JOB =
      """
      variables:
        WORD:
          value: usual
      stages:
        - jobs:
            only:
              steps:
                - run: echo ${{ variables.WORD }}
      """;

  @TempDir Path folder;

  private ServedHouse open() {
    return new ServedHouse(folder, Map.of(), ScriptedWorkers::new);
  }

  @Test
  void the_log_tells_the_life_of_the_process_and_of_a_build() {
    try (var log = CapturedLog.ofAll()) {
      String id;
      try (ServedHouse house = open()) {
        id = house.start(house.released(ONE_JOB), "{}");
        var _ = house.server.builds().awaitEnd(new BuildId(id), LONG);
      }

      assertThat(log.entries("the server is ready")).hasSize(1);
      assertThat(log.entries("the server stops")).hasSize(1);
      for (String moment :
          List.of("a build is accepted", "a build has started", "a build has ended")) {
        assertThat(log.entries(moment))
            .singleElement()
            .satisfies(entry -> {
              assertThat(entry.level()).hasToString("INFO");
              assertThat(entry.keys())
                  .containsEntry("build", id)
                  .containsEntry("attempt", "1")
                  .containsEntry("project", "alpha");
            });
      }
      assertThat(log.entries("a build is accepted").getFirst().keys()).containsEntry("user", "ada");
      assertThat(log.entries("a build has ended").getFirst().keys())
          .containsEntry("status", "SUCCEED");
      assertThat(log.entries("a step of a build is on disk"))
          .anySatisfy(entry ->
              assertThat(entry.keys())
                  .containsEntry("event", "WorkerStarted")
                  .containsEntry("jobs", "only=PREPARE_ENV>RUNNING"));
    }
  }

  @Test
  void nothing_secret_is_in_the_log_at_any_level() {
    try (var log = CapturedLog.ofAll()) {
      var secrets = new ArrayList<String>(List.of(VALUE, ServedHouse.PASSWORD));
      try (ServedHouse house = open()) {
        secrets.addAll(house.secrets());
        HttpResponse<String> token =
            house.send(
                "POST",
                "/api/v1/me/tokens",
                "{\"name\": \"t\", \"expiresAt\": \""
                    + Instant.now().plus(Duration.ofDays(1))
                    + "\"}");
        assertThat(token.statusCode()).as(token.body()).isEqualTo(201);
        secrets.add(ServedHouse.json(token).required("secret").stringValue());
        var _ =
            house.send(
                "POST",
                "/api/v1/session",
                "{\"user\": \"ada\", \"password\": \"wrong horses all\"}");
        secrets.add("wrong horses all");
        String id =
            house.start(house.released(ONE_JOB), "{\"parameters\": {\"WORD\": \"" + VALUE + "\"}}");
        var _ = house.server.builds().awaitEnd(new BuildId(id), LONG);
      }

      assertThat(log.entries()).hasSizeGreaterThan(5);
      assertThat(log.entries().toString()).doesNotContain(secrets);
    }
  }
}
