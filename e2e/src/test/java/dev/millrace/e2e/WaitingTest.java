package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitingTest {
  @TempDir Path state;
  @TempDir Path folder;

  @BeforeEach
  void writePipeline() throws IOException {
    Files.writeString(
        folder.resolve("pipeline.yml"),
        """
        version: v3.0
        stages:
          - jobs:
              patient:
                steps:
                  - run: echo began && until [ -e '%s' ]; do sleep 0.1; done
              after:
                depend-on: [patient]
                steps:
                  - run: echo after
        """
            .formatted(go()));
  }

  @Test
  void a_build_that_runs_tells_others_what_it_waits_for() throws IOException {
    var run = millrace().started("run", "pipeline.yml").awaitOutput("began");

    Millrace.End why = millrace().run("build", "why");
    Millrace.End json = millrace().run("build", "why", "1", "--json");
    Millrace.End chinese = millrace().run("build", "why", "--lang", "zh-CN");
    Files.createFile(go());
    Millrace.End end = run.end();

    assertThat(why.exitCode()).isZero();
    assertThat(why.output())
        .contains("job patient, task 1  waits for the end of what it runs", "at most")
        .contains("job after            waits for job patient, which it depends on");
    assertThat(json.output())
        .contains("\"kind\":\"task\",\"job\":\"patient\",\"task\":\"patient:1\"", "\"until\":\"")
        .contains("\"kind\":\"job\",\"job\":\"after\"");
    assertThat(chinese.output()).contains("作业 after", "它所依赖的作业 patient");
    assertThat(end.exitCode()).as(end.output()).isZero();
    assertThat(millrace().run("build", "why").output())
        .contains("build 1 is over and waits for nothing");
  }

  @Test
  void a_build_whose_process_is_gone_waits_for_somebody_to_go_on_with_it() {
    var run = millrace().started("run", "pipeline.yml").awaitOutput("began");
    var _ = run.signal("KILL").end();

    Millrace.End why = millrace().run("build", "why");

    assertThat(why.output())
        .contains("waits for its process, which is gone", "goes on when somebody goes on");
  }

  @Test
  void jobs_with_one_mutex_run_one_after_the_other_and_say_who_holds_it() throws IOException {
    Files.writeString(
        folder.resolve("shared.yml"),
        """
        version: v3.0
        variables: {PLACE: bench}
        jobs:
          first:
            mutex: {label: "${PLACE}", queue-length: 5}
            steps:
              - run: echo began && until [ -e '%s' ]; do sleep 0.1; done && echo done > order
          second:
            depend-on: []
            mutex: {label: bench, queue-length: 5}
            steps:
              - run: echo second
        """
            .formatted(go()));

    var run = millrace().started("run", "shared.yml").awaitOutput("began");
    Millrace.End why = millrace().run("build", "why");
    Files.createFile(go());
    Millrace.End end = run.end();

    assertThat(why.output()).contains("job second", "waits for the mutex bench", "job first");
    assertThat(end.exitCode()).as(end.output()).isZero();
    assertThat(end.output()).contains("those of other runs on this machine do not");
  }

  private Path go() {
    return folder.resolve("go");
  }

  private Millrace millrace() {
    return new Millrace(state, folder);
  }
}
