package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of the last build run again: of this one, which has failed in two jobs. */
class RetryTest {
  @TempDir Path state;
  @TempDir Path folder;

  @BeforeEach
  void aFailedBuild() throws IOException {
    Files.writeString(
        folder.resolve("pipeline.yml"),
        """
        version: v3.0
        name: parts
        stages:
          - jobs:
              unit:
                steps:
                  - run: echo fetched
                  - {id: check, run: test -e '%1$s/repaired'}
                  - run: echo packed
              style:
                steps:
                  - run: test -e '%1$s/repaired'
              matrix:
                strategy: {matrix: {os: [linux, windows]}}
                steps: [{run: 'echo on ${{ matrix.os }}'}]
          - jobs:
              upload: {steps: [{run: echo uploaded}]}
        finally:
          clean: {steps: [{run: echo cleaned}]}
        """
            .formatted(folder));
    assertThat(run().exitCode()).isEqualTo(1);
  }

  private Millrace.End run(String... options) {
    var arguments = new ArrayList<>(List.of("run", "pipeline.yml"));
    arguments.addAll(List.of(options));
    return new Millrace(state, folder).run(arguments.toArray(String[]::new));
  }

  private void repair() throws IOException {
    Files.createFile(folder.resolve("repaired"));
  }

  @Test
  void a_task_runs_again_and_the_other_failed_job_stays_as_it_is() throws IOException {
    repair();

    Millrace.End end = run("--retry", "unit/check");

    assertThat(end.exitCode()).as(end.output()).isEqualTo(1);
    assertThat(end.output())
        .contains("| packed", "| cleaned")
        .doesNotContain("| fetched", "| uploaded");
  }

  @Test
  void job_after_job_makes_the_build_good() throws IOException {
    repair();

    Millrace.End first = run("--retry", "unit");
    Millrace.End second = run("--retry", "style/1");

    assertThat(first.output()).contains("| fetched", "| packed");
    assertThat(second.exitCode()).as(second.output()).isZero();
    assertThat(second.output()).contains("| uploaded").doesNotContain("| packed");
    assertThat(new Millrace(state, folder).run("build", "list").lines()).hasSize(1);
  }

  @Test
  void a_failed_task_is_skipped_and_the_build_says_who_did_it() {
    Millrace.End end = run("--skip", "unit/check");

    assertThat(end.output()).contains("| packed").doesNotContain("| fetched");
    assertThat(new Millrace(state, folder).run("build", "show").output()).contains("skipped by");
    assertThat(new Millrace(state, folder).run("build", "show", "--lang", "zh-CN").output())
        .contains("跳过");
  }

  @Test
  void who_names_what_is_not_there_is_told_what_is_and_nothing_runs() {
    assertRefused(run("--retry", "x"), "no job x", "unit, style, matrix", "upload, clean");
    assertRefused(run("--retry", "unit/x"), "job unit has no task x", "1, check, 3");
    assertRefused(run("--retry", "matrix/1"), "job matrix is a matrix", "matrix.0, matrix.1");
    assertRefused(run("--retry", "upload"), "job upload neither failed nor was cancelled");
    assertRefused(run("--skip", "unit/1"), "task unit:1 has not failed");
    assertRefused(run("--skip", "unit"), "--skip needs JOB/TASK");
    assertRefused(run("--skip", "unit/check", "--from-failed"), "only one of these options");
  }

  private static void assertRefused(Millrace.End end, String... told) {
    assertThat(end.exitCode()).as(end.output()).isEqualTo(2);
    assertThat(end.output()).contains(told).doesNotContain("| cleaned");
  }
}
