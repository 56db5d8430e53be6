package dev.millrace.server.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.why.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link BuildStore} promises about what ran before and was run again. */
public interface EarlierExecutionContract {
  /** A store with nothing in it. */
  BuildStore emptyStore();

  /** The same store after its process has gone and come again; itself where nothing outlives. */
  BuildStore reopened(BuildStore store);

  private List<EarlierExecution> earlierOf(PlayedSteps played) {
    BuildStore store = emptyStore();
    played.commits().forEach(store::commit);
    return reopened(store).earlier(new BuildId("b-1"));
  }

  @Test
  default void a_build_that_was_not_run_again_has_nothing_earlier() {
    var played = new PlayedSteps("steps: [{run: make}]\n").admitted(1);
    String job = played.build().stages().getFirst().jobs().getFirst().id().value();
    played.runs(2, job).succeeds(3, job);

    assertThat(played.build().status().isFinished()).isTrue();
    assertThat(earlierOf(played)).isEmpty();
  }

  @Test
  default void a_retry_leaves_behind_how_what_it_replaces_ended() {
    var played =
        new PlayedSteps(
                "stages:\n  - jobs:\n      good: {steps: [{run: a}]}\n      bad: {steps: [{run: b}]}\n")
            .admitted(1)
            .runs(2, "good")
            .runs(3, "bad")
            .succeeds(4, "good")
            .fails(5, "bad")
            .retried(9, new RetryScope.Failed());

    List<EarlierExecution> earlier = earlierOf(played);

    Place stage = new Place.OfStage(played.build().stages().getFirst().id());
    var job = new JobId("bad");
    assertThat(earlier)
        .containsExactlyInAnyOrder(
            execution(new Place.OfBuild(), "FAILED", Optional.empty(), 1, 5, Optional.empty()),
            execution(stage, "FAILED", Optional.empty(), 1, 5, Optional.empty()),
            execution(new Place.OfJob(job), "FAILED", at(1), 3, 5, Optional.empty()),
            execution(
                new Place.OfTask(job, PlayedSteps.first("bad")),
                "FAILED",
                Optional.empty(),
                3,
                5,
                Optional.of(PlayedSteps.FAILURE)));
  }

  private static EarlierExecution execution(
      Place place,
      String status,
      Optional<Instant> prepared,
      int start,
      int end,
      Optional<Failure> failure) {
    return new EarlierExecution(place, 1, 0, status, prepared, at(start), at(end), failure);
  }

  private static Optional<Instant> at(int second) {
    return Optional.of(PlayedSteps.START.plusSeconds(second));
  }

  @Test
  default void a_task_that_is_retried_by_itself_leaves_behind_when_it_began() {
    var played =
        new PlayedSteps("stages:\n  - jobs:\n      only: {steps: [{run: a, retry-times: 2}]}\n")
            .admitted(1)
            .runs(2, "only")
            .fails(3, "only")
            .triesAgain(4, "only")
            .fails(5, "only")
            .triesAgain(6, "only")
            .succeeds(7, "only");

    assertThat(earlierOf(played))
        .extracting(EarlierExecution::retry, EarlierExecution::startedAt)
        .containsExactly(tuple(1, at(4)), tuple(0, at(2)));
  }

  @Test
  default void cases_of_a_matrix_that_are_no_more_leave_themselves_behind() {
    var played =
        new PlayedSteps(
                """
                stages:
                  - jobs:
                      only:
                        strategy: {matrix: {os: [a, b]}}
                        steps: [{run: make}]
                """)
            .admitted(1);
    List<JobId> cases =
        played.build().stages().getFirst().jobs().stream()
            .filter(job -> !job.isMatrixParent())
            .map(job -> job.id())
            .toList();
    cases.forEach(job -> played.runs(2, job.value()).fails(3, job.value()));

    played.retried(4, new RetryScope.Whole());

    assertThat(earlierOf(played))
        .extracting(EarlierExecution::place)
        .contains(new Place.OfJob(cases.get(0)), new Place.OfJob(cases.get(1)));
  }
}
