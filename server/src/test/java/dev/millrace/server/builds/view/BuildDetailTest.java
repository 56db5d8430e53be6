package dev.millrace.server.builds.view;

import static dev.millrace.server.builds.PlayedSteps.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildEvent.OfStageCheck.ReviewApproved;
import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.engine.why.Place;
import dev.millrace.pipeline.data.Data;
import dev.millrace.server.builds.PlayedSteps;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BuildDetailTest {
  private static BuildDetail detail(PlayedSteps played, int second) {
    return BuildDetail.of(played.build(), "", List.of(), START.plusSeconds(second));
  }

  private static Optional<Duration> seconds(int seconds) {
    return Optional.of(Duration.ofSeconds(seconds));
  }

  private static Timing timing(int queue, int prepare, int run) {
    return new Timing(seconds(queue), seconds(prepare), seconds(run), Optional.empty());
  }

  private static JobDetail job(BuildDetail build, int position) {
    return build.stages().getFirst().jobs().get(position);
  }

  private static PlayedSteps twoJobs() {
    return new PlayedSteps(
        """
        stages:
          - name: compile
            jobs:
              a: {steps: [{name: first, run: x}, {run: y}]}
              b: {depend-on: [a], steps: [{run: x}]}
        """);
  }

  @Test
  void time_is_split_for_each_part() {
    PlayedSteps played =
        twoJobs()
            .admitted(10)
            .runs(13, "a")
            .succeeds(20, "a")
            .claims(21, "a")
            .succeeds(25, "a")
            .runs(30, "b")
            .succeeds(40, "b");

    BuildDetail build = detail(played, 99);

    assertThat(build.timing()).isEqualTo(timing(10, 3 + 5, 12 + 10));
    assertThat(build.stages().getFirst().timing()).isEqualTo(timing(0, 3 + 5, 12 + 10));
    assertThat(job(build, 0).timing())
        .isEqualTo(new Timing(seconds(0), seconds(3), seconds(12), seconds(0)));
    assertThat(job(build, 1).timing())
        .isEqualTo(new Timing(seconds(15), seconds(5), seconds(10), seconds(0)));
    assertThat(job(build, 0).tasks())
        .extracting(task -> task.timing().run())
        .containsExactly(seconds(7), seconds(4));
  }

  @Test
  void what_goes_on_is_counted_until_now() {
    BuildDetail build = detail(twoJobs().admitted(10).runs(13, "a"), 20);

    assertThat(build.timing()).isEqualTo(timing(10, 3, 7));
    assertThat(job(build, 0).timing().run()).isEqualTo(seconds(7));
    assertThat(job(build, 1).timing().queue()).isEqualTo(seconds(10));
    assertThat(job(build, 1).timing().run()).isEmpty();
    assertThat(detail(twoJobs(), 7).timing().queue()).isEqualTo(seconds(7));
  }

  @Test
  void a_part_says_what_it_is_called_and_what_became_of_it() {
    BuildDetail build = detail(twoJobs().admitted(1).runs(2, "a").fails(3, "a"), 9);

    StageDetail stage = build.stages().getFirst();
    assertThat(stage.name()).isEqualTo("compile");
    assertThat(job(build, 0).tasks().getFirst().name()).isEqualTo("first");
    assertThat(job(build, 0).tasks().getFirst().status()).isEqualTo(TaskStatus.FAILED);
    assertThat(job(build, 1).dependsOn()).containsExactly(new JobId("a"));
    assertThat(build.faults())
        .contains(
            new Fault(
                new Place.OfTask(new JobId("a"), PlayedSteps.first("a")), PlayedSteps.FAILURE));
    assertThat(stage.isFinally()).isFalse();
  }

  @Test
  void cases_of_a_matrix_are_told_within_their_job() {
    var played =
        new PlayedSteps(
                """
                stages:
                  - jobs:
                      all:
                        strategy: {matrix: {os: [linux, windows]}}
                        steps: [{run: make}]
                      other: {steps: [{run: x}]}
                """)
            .admitted(1);

    BuildDetail build = detail(played, 9);

    assertThat(build.stages().getFirst().jobs())
        .extracting(JobDetail::id)
        .containsExactly(new JobId("all"), new JobId("other"));
    assertThat(job(build, 0).tasks()).isEmpty();
    assertThat(job(build, 0).cases())
        .extracting(one -> one.values().get("os"))
        .containsExactly("linux", "windows");
    assertThat(job(build, 0).cases().getFirst().tasks()).hasSize(1);
  }

  @Test
  void people_who_are_asked_before_a_stage_take_time_of_their_own() {
    var played =
        new PlayedSteps(
                """
                stages:
                  - check-in: {reviews: {flows: [{name: one, reviewers: [ann]}]}}
                    jobs: {a: {steps: [{run: x}]}}
                """)
            .admitted(10);
    assertThat(detail(played, 30).timing().people()).isEqualTo(seconds(20));

    var stage = played.build().stages().getFirst();
    played
        .at(
            50,
            new ReviewApproved(
                stage.id(), stage.attempt(), 0, "ann", Set.of(), "", Data.ordered(Map.of())))
        .runs(55, "a");
    BuildDetail build = detail(played, 60);

    assertThat(build.stages().getFirst().timing().people()).isEqualTo(seconds(40));
    assertThat(build.timing())
        .isEqualTo(new Timing(seconds(10), seconds(5), seconds(5), seconds(40)));
  }

  @Test
  void a_pause_is_people_s_time_and_not_the_job_s() {
    var played =
        new PlayedSteps(
                """
                stages:
                  - jobs:
                      a: {steps: [{run: x}, {run: y, can-pause-before-run: true}]}
                """)
            .admitted(0)
            .runs(2, "a")
            .succeeds(5, "a");
    JobState paused = played.job("a");
    played.at(
        25,
        new BuildEvent.TaskContinued(
            paused.tasks().get(1).id(), paused.id(), 1, "ann", Data.ordered(Map.of())));
    played.runs(28, "a").succeeds(30, "a");

    Timing timing = job(detail(played, 99), 0).timing();

    assertThat(timing).isEqualTo(new Timing(seconds(0), seconds(2), seconds(5), seconds(23)));
  }

  @Test
  void how_long_a_retry_queued_is_not_known() {
    PlayedSteps played =
        twoJobs()
            .admitted(1)
            .runs(2, "a")
            .fails(3, "a")
            .retried(10, new RetryScope.Whole())
            .admitted(20)
            .runs(24, "a");

    BuildDetail build = detail(played, 30);

    assertThat(build.timing())
        .isEqualTo(new Timing(Optional.empty(), seconds(4), seconds(6), Optional.empty()));
  }

  @Test
  void spans_that_lap_count_once() {
    var spans =
        List.of(
            new Span(START.plusSeconds(5), START.plusSeconds(9)),
            new Span(START.plusSeconds(1), START.plusSeconds(6)),
            new Span(START.plusSeconds(2), START.plusSeconds(3)),
            new Span(START.plusSeconds(12), START.plusSeconds(20)));

    assertThat(Span.covered(spans, START, START.plusSeconds(15)))
        .isEqualTo(Duration.ofSeconds(8 + 3));
    assertThat(Span.covered(List.of(), START, START.plusSeconds(15))).isEqualTo(Duration.ZERO);
  }
}
