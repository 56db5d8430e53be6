package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptedTest {
  /** A number nobody else sleeps for, by which a process of this test is known. */
  private final String nap = "86" + (UUID.randomUUID().hashCode() & 0xFFFFFF);

  @TempDir Path state;
  @TempDir Path folder;

  private Millrace millrace() {
    return new Millrace(state, folder);
  }

  private void pipelineThatHangsUnless(Path go) throws IOException {
    Files.writeString(
        folder.resolve("pipeline.yml"),
        """
        version: v3.0
        jobs:
          job:
            steps:
              - { id: first, run: "echo kept > file; echo '::set-output name=answer::42'" }
              - name: second
                run: |
                  echo "file: $(cat file), answer: ${{ steps.first.outputs.answer }}"
                  test -e '%s' && exit 0
                  (setsid sleep %s &)
                  echo hanging
                  sleep %s
        finally:
          tidy: { steps: [ { run: echo tidied } ] }
        """
            .formatted(go, nap, nap));
  }

  private boolean somethingStillRuns() {
    return naps().findAny().isPresent();
  }

  private Stream<ProcessHandle> naps() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains("sleep " + nap));
  }

  /** Whoever is killed can't end what it started. */
  @AfterEach
  void endWhatAKilledProcessLeft() {
    naps().forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void ctrl_c_cancels_runs_the_finally_jobs_and_leaves_no_process() throws IOException {
    pipelineThatHangsUnless(folder.resolve("go"));

    Millrace.End end =
        millrace().started("run", "pipeline.yml").awaitOutput("| hanging").signal("INT").end();

    assertThat(end.exitCode()).as(end.output()).isEqualTo(130);
    assertThat(end.lines()).contains("tidy › run | tidied");
    assertThat(somethingStillRuns()).isFalse();
  }

  @Test
  void a_second_ctrl_c_leaves_out_the_finally_jobs_of_a_stubborn_build() throws IOException {
    Files.writeString(
        folder.resolve("pipeline.yml"),
        """
        version: v3.0
        steps:
          - run: |
              trap '' INT TERM
              echo hanging
              sleep %s
        finally:
          tidy: { steps: [ { run: echo tidied } ] }
        """
            .formatted(nap));

    Millrace.End end =
        millrace()
            .started("run", "pipeline.yml")
            .awaitOutput("| hanging")
            .signal("INT")
            .awaitOutput("Ctrl-C again")
            .signal("INT")
            .end();

    assertThat(end.exitCode()).as(end.output()).isEqualTo(130);
    assertThat(end.lines()).doesNotContain("tidy › run | tidied");
    assertThat(somethingStillRuns()).isFalse();
  }

  @Test
  void a_killed_build_is_shown_as_interrupted_and_goes_on_from_its_task() throws IOException {
    Path go = folder.resolve("go");
    pipelineThatHangsUnless(go);
    millrace().started("run", "pipeline.yml").awaitOutput("| hanging").signal("KILL").end();

    Millrace.End shown = millrace().run("build", "show");
    Millrace.End listed = millrace().run("build", "list");
    Files.createFile(go);
    Millrace.End again = millrace().run("run", "pipeline.yml", "--from-failed");

    assertThat(shown.output()).contains("interrupted", "--from-failed");
    assertThat(shown.output()).as("nothing runs").doesNotContainPattern("[\\u2801-\\u28ff]");
    assertThat(listed.output()).contains("interrupted");
    assertThat(again.exitCode()).as(again.output()).isZero();
    assertThat(again.lines()).contains("job › second | file: kept, answer: 42");
    assertThat(somethingStillRuns()).isFalse();
    assertThat(millrace().run("build", "list").output()).contains("succeeded");
  }

  @Test
  void a_build_that_runs_can_be_read_by_others() throws IOException {
    pipelineThatHangsUnless(folder.resolve("go"));
    Millrace.Started live = millrace().started("run", "pipeline.yml").awaitOutput("| hanging");

    Millrace.End shown = millrace().run("build", "show");
    Millrace.End logs = millrace().run("build", "logs");
    Millrace.End again = millrace().run("run", "pipeline.yml", "--from-failed");
    Millrace.End end = live.signal("INT").end();

    assertThat(shown.output()).contains("running");
    assertThat(logs.lines()).contains("job › second | hanging");
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(end.exitCode()).isEqualTo(130);
  }
}
