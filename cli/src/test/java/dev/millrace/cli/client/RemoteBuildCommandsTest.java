package dev.millrace.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.session.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteBuildCommandsTest {
  @TempDir Path folder;
  private ClientHouse house;

  @BeforeEach
  void begin() {
    house = new ClientHouse(folder).ready();
  }

  @AfterEach
  void end() {
    house.close();
  }

  private ClientHouse.End good(String... arguments) {
    var end = house.run(arguments);
    assertThat(end.exit()).as(end.output() + end.errors()).isEqualTo(ExitCode.SUCCESS);
    return end;
  }

  private void pipeline(String text) throws IOException {
    Files.writeString(folder.resolve("pie.yml"), "version: v3.0\nname: pie\n" + text);
    good("pipeline", "create", "pie.yml", "--release");
  }

  @Test
  void a_start_that_is_watched_shows_what_tasks_print_and_ends_as_the_build_does()
      throws IOException {
    pipeline("steps:\n  - run: echo sweet\n  - run: exit 3\n");

    var end = house.run("pipeline", "start", "pie", "--watch");

    assertThat(end.exit()).as(end.errors()).isEqualTo(ExitCode.BUILD_FAILED);
    assertThat(end.output()).contains("| sweet").contains("pie #1 failed after");
    assertThat(good("build", "show", "pie#1").output()).contains("FAILED").contains("3");
    assertThat(good("build", "list").output()).startsWith("pie #1  failed");
    assertThat(good("build", "logs", "pie#1").output()).contains("| sweet");
    assertThat(good("build", "logs", "-f", "pie#1").output()).contains("| sweet");
  }

  @Test
  void a_failed_build_goes_on_from_what_failed() throws IOException {
    Path flag = folder.resolve("flag");
    pipeline("steps:\n  - run: echo first\n  - run: test -e " + flag + "\n");
    assertThat(house.run("pipeline", "start", "pie", "--watch").exit())
        .isEqualTo(ExitCode.BUILD_FAILED);
    Files.createFile(flag);

    var end = good("build", "retry", "pie#1", "--from-failed", "--watch");

    assertThat(end.output()).contains("pie #1 succeeded in");
    assertThat(good("build", "restart", "pie#1", "--watch").output()).contains("pie #2 succeeded");
  }

  @Test
  void a_review_is_approved_and_the_stage_begins() throws IOException {
    pipeline(
        """
        stages:
          - name: build
            jobs:
              make:
                steps:
                  - run: echo made
          - name: ship
            check-in:
              reviews:
                flows:
                  - name: leads
                    reviewers: [ada]
            jobs:
              upload:
                steps:
                  - run: echo uploaded
        """);
    good("pipeline", "start", "pie");
    new EventFeed(api(), "/api/v1/projects/apples/events")
        .follow((_, _, _) -> house.run("build", "show", "pie#1").output().contains("PAUSE"));

    assertThat(good("build", "why", "pie#1").output()).contains("waits for");
    good("build", "remark", "pie#1", "for friday");
    good("build", "approve", "pie#1", "--remark", "fine");

    assertThat(good("build", "watch", "pie#1").output()).contains("| uploaded");
    assertThat(good("build", "list").output()).contains("for friday");
    assertThat(house.run("build", "approve", "pie#1").errors()).contains("asks for nothing");
  }

  private Api api() {
    return new Api(house.server.url(), java.util.Optional.of(house.token()), "en");
  }

  @Test
  void a_build_that_is_stopped_ends_as_interrupted() throws IOException {
    pipeline("steps:\n  - run: sleep 600\n");
    good("pipeline", "start", "pie");

    good("build", "stop", "pie#1");

    assertThat(house.run("build", "watch", "pie#1").exit()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(good("build", "why", "pie#1").output()).contains("waits for nothing");
  }

  @Test
  void a_build_that_is_not_there_is_said() throws IOException {
    pipeline("steps:\n  - run: echo\n");

    var end = house.run("build", "watch", "pie#7");

    assertThat(end.exit()).isEqualTo(ExitCode.INVALID);
    assertThat(end.errors()).contains("there is no build pie#7");
  }
}
