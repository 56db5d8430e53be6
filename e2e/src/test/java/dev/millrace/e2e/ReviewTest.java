package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reviews of stages, answered ahead on the command line: here nobody is at a terminal. */
class ReviewTest {
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
          - id: ship
            check-in:
              reviews:
                flows:
                  - name: leads
                    reviewers: [ann, bob]
                  - name: owners
                    groups: owners
                variables:
                  TARGET:
                    required: true
            jobs:
              upload:
                steps:
                  - run: echo "to ${{ variables.TARGET }}"
        finally:
          clean:
            steps:
              - run: echo cleaned
        """);
  }

  @Test
  void a_review_approved_ahead_lets_the_stage_begin_with_what_was_filled_in() {
    Millrace.End end =
        millrace().run("run", "ship.yml", "--approve", "ship", "--fill", "ship.TARGET=staging");

    assertThat(end.exitCode()).as(end.output()).isZero();
    assertThat(end.output())
        .contains("waits for the review by leads", "waits for the review by owners")
        .contains("to staging", "cleaned");
  }

  @Test
  void a_review_rejected_ahead_leads_to_the_finally_jobs_and_ends_with_4() {
    Millrace.End end =
        millrace().run("run", "ship.yml", "--approve", "ship:leads", "--reject", "ship:2");

    assertThat(end.exitCode()).as(end.output()).isEqualTo(4);
    assertThat(end.output())
        .contains("rejected the review", "cleaned")
        .doesNotContain("to staging");
    assertThat(millrace().run("run", "ship.yml", "--from-failed").exitCode()).isEqualTo(2);
  }

  @Test
  void where_nobody_can_be_asked_the_run_is_refused_and_the_answer_named() {
    Millrace.End silent = millrace().run("run", "ship.yml");
    Millrace.End empty = millrace().run("run", "ship.yml", "--approve", "ship");
    Millrace.End wrong = millrace().run("run", "ship.yml", "--approve", "shop");

    assertThat(silent.exitCode()).isEqualTo(2);
    assertThat(silent.output()).contains("--approve ship:1", "--approve ship:2");
    assertThat(empty.exitCode()).isEqualTo(2);
    assertThat(empty.output()).contains("--fill ship.TARGET=VALUE");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.output()).contains("there is no review or waiting task shop");
  }
}
