package dev.millrace.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.server.builds.BuildWalk;
import dev.millrace.server.builds.Samples;
import dev.millrace.testkit.Seeds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BuildChangesTest {
  private static final long SEEDS = 300;
  private static final int STEPS = 40;

  @Test
  void of_a_build_just_accepted_only_the_build_is_told() {
    Build build = Samples.queued("b-1");

    List<Change> told = BuildChanges.between(Optional.empty(), build);

    assertThat(told).containsExactly(Change.OfBuild.of(build));
  }

  @Test
  void nothing_is_told_of_a_step_that_looks_like_the_one_before() {
    Build build = Samples.queued("b-1");

    assertThat(BuildChanges.between(Optional.of(build), build.with(build.stages().getFirst())))
        .isEmpty();
  }

  @Test
  void whoever_keeps_what_they_are_told_has_the_state_of_the_build() {
    Seeds.forEach(
        SEEDS,
        random -> {
          var walk = new BuildWalk(random);
          var mirror = new Mirror();
          Build build = Samples.queued("b-1");
          mirror.hear(BuildChanges.between(Optional.empty(), build));
          for (int step = 0; step < STEPS; step++) {
            Build next = walk.step(build);
            mirror.hear(BuildChanges.between(Optional.of(build), next));
            build = next;
            mirror.check(build);
          }
        });
  }

  @Test
  void a_part_ends_before_the_whole_and_the_whole_begins_before_its_parts() {
    Seeds.forEach(
        SEEDS,
        random -> {
          Build before = Samples.queued("b-1");
          Build after = new BuildWalk(random).step(before);

          List<Change> told = BuildChanges.between(Optional.of(before), after);

          assertThat(told.stream().filter(Change::isOver).map(Change::kind).toList())
              .isSortedAccordingTo((one, other) -> other.compareTo(one));
          assertThat(told.stream().filter(c -> !c.isOver()).map(Change::kind).toList()).isSorted();
        });
  }

  /** Keeps what it is told, by what it is about. */
  private static final class Mirror {
    private final Map<String, Change> parts = new HashMap<>();

    void hear(List<Change> changes) {
      for (Change change : changes) {
        parts.put(nameOf(change), change);
      }
    }

    private static String nameOf(Change change) {
      return switch (change) {
        case Change.OfBuild _ -> "build";
        case Change.OfStage stage -> "stage " + stage.stage();
        case Change.OfJob job -> "job " + job.job();
        case Change.OfTask task -> "task " + task.task();
        case Change.OfProject other -> throw new AssertionError(other);
      };
    }

    void check(Build build) {
      check(Change.OfBuild.of(build), false);
      for (StageState stage : build.stages()) {
        check(Change.OfStage.of(stage), stage.status() == StageStatus.QUEUE);
        for (JobState job : stage.jobs()) {
          check(Change.OfJob.of(stage.id(), job), job.status() == JobStatus.QUEUE);
          for (TaskState task : job.tasks()) {
            check(Change.OfTask.of(job.id(), task), task.status() == TaskStatus.QUEUE);
          }
        }
      }
    }

    private void check(Change now, boolean mayBeUntold) {
      Change told = parts.get(nameOf(now));
      if (told != null || !mayBeUntold) {
        assertThat(told).isEqualTo(now);
      }
    }
  }
}
