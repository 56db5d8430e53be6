package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that wait for a person, answered ahead; nobody sits at this terminal. */
class WaitingTasksTest {
  @TempDir Path state;
  @TempDir Path folder;

  private Millrace millrace() {
    return new Millrace(state, folder);
  }

  @BeforeEach
  void pipeline() throws IOException {
    Files.writeString(
        folder.resolve("ship.yml"),
        """
        version: v3.0
        stages:
          - jobs:
              deploy:
                steps:
                  - uses: manualReviewUserTask@1.*
                    id: check
                    with:
                      reviewUsers: [ann]
                      params:
                        - {key: TARGET, value: staging, required: true}
                  - run: echo "to ${{ variables.TARGET }}"
                    can-pause-before-run: true
        finally:
          clean:
            steps:
              - run: echo cleaned
        """);
  }

  @Test
  void what_is_approved_ahead_goes_on_with_what_was_filled_in() {
    Millrace.End end =
        millrace()
            .run(
                "run",
                "ship.yml",
                "--approve",
                "deploy/check",
                "--fill",
                "deploy/1.TARGET=production",
                "--approve",
                "deploy/2",
                "--fill",
                "deploy/2.script=echo instead of ${{ variables.TARGET }}");

    assertThat(end.exitCode()).as(end.output()).isZero();
    assertThat(end.output()).contains("instead of production", "cleaned");
  }

  @Test
  void what_is_rejected_ahead_ends_its_job_and_finally_jobs_run() {
    Millrace.End review =
        millrace().run("run", "ship.yml", "--reject", "deploy/1", "--approve", "deploy/2");
    Millrace.End pause =
        millrace().run("run", "ship.yml", "--approve", "deploy/1", "--reject", "deploy/2");

    assertThat(review.exitCode()).as(review.output()).isEqualTo(1);
    assertThat(review.output()).contains("rejected", "cleaned").doesNotContain("to staging");
    assertThat(pause.exitCode()).as(pause.output()).isNotZero();
    assertThat(pause.output()).contains("cleaned").doesNotContain("to staging");
  }

  @Test
  void where_nobody_can_be_asked_the_run_is_refused_and_the_answers_named() {
    Millrace.End silent = millrace().run("run", "ship.yml");
    Millrace.End wrong =
        millrace().run("run", "ship.yml", "--approve", "deploy/9", "--fill", "deploy/2.nothing=x");

    assertThat(silent.exitCode()).isEqualTo(2);
    assertThat(silent.output())
        .contains("--approve deploy/check", "--approve deploy/2")
        .doesNotContain("cleaned");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.output())
        .contains("there is no review or waiting task deploy/9", "nothing to fill in");
  }
}
