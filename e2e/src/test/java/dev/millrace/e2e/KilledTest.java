package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testkit.Seeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledTest {
  /** More with {@code -Dmillrace.kills=…}. */
  private static final int KILLS = Integer.getInteger("millrace.kills", 100);

  private static final int TASKS = 12;

  /** From before the build is accepted to after its end. */
  private static final int LATEST_KILL_MILLISECONDS = 900;

  @TempDir Path state;
  @TempDir Path folder;

  @Test
  void a_build_killed_at_any_moment_goes_on_from_the_task_it_was_in() throws IOException {
    Files.writeString(
        folder.resolve("pipeline.yml"),
        IntStream.range(0, TASKS)
            .mapToObj(task -> "  - run: echo %d >> '%s'%n".formatted(task, ran()))
            .collect(Collectors.joining("", "version: v3.0\nsteps:\n", "")));
    Seeds.forOne(1, this::killAgainAndAgain);
  }

  private void killAgainAndAgain(SplittableRandom random) {
    boolean goOn = false;
    for (int kill = 0; kill < KILLS; kill++) {
      kill(start(goOn), random.nextInt(LATEST_KILL_MILLISECONDS));

      Millrace.End shown = millrace().run("build", "show");
      goOn = shown.output().contains("interrupted");

      assertThat(goOn || shown.output().contains("succeeded") || nothingRan())
          .as(shown.output())
          .isTrue();
      assertNoTaskRanOutOfTurn();
    }

    Millrace.End end = start(goOn).end();

    assertThat(end.exitCode()).as(end.output()).isZero();
    assertNoTaskRanOutOfTurn();
    assertThat(tasksThatRan()).contains(TASKS - 1);
  }

  private Millrace.Started start(boolean goOn) {
    if (goOn) {
      return millrace().started("run", "pipeline.yml", "--from-failed");
    }
    try {
      Files.deleteIfExists(ran());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return millrace().started("run", "pipeline.yml");
  }

  private static void kill(Millrace.Started run, int afterMilliseconds) {
    try {
      if (!run.process().waitFor(afterMilliseconds, TimeUnit.MILLISECONDS)) {
        run.signal("KILL");
      }
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
    var _ = run.end();
  }

  /** Each in its turn, none left out; one that a kill came upon may have run again. */
  private void assertNoTaskRanOutOfTurn() {
    int next = 0;
    for (int task : tasksThatRan()) {
      assertThat(task).as("in %s", tasksThatRan()).isBetween(Math.max(0, next - 1), next);
      next = task + 1;
    }
  }

  private boolean nothingRan() {
    return tasksThatRan().isEmpty();
  }

  private List<Integer> tasksThatRan() {
    try {
      return Files.exists(ran())
          ? Files.readAllLines(ran()).stream().map(Integer::valueOf).toList()
          : List.of();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Path ran() {
    return folder.resolve("ran");
  }

  private Millrace millrace() {
    return new Millrace(state, folder);
  }
}
