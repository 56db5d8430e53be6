package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.why.Surroundings;
import dev.millrace.engine.why.WaitingFor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DispatchQueueTest {
  private static JobBuilder aMatrixOf(String id, int cases) {
    String[] values = IntStream.range(0, cases).mapToObj(Integer::toString).toArray(String[]::new);
    return aJob(id).matrix(50, "n", values);
  }

  private static List<String> waiting(PlayedBuild build) {
    return build.state().runningStage().orElseThrow().jobs().stream()
        .filter(job -> job.machineTurn() > 0)
        .sorted(Comparator.comparingInt(JobState::machineTurn))
        .map(job -> job.id().value())
        .toList();
  }

  @Test
  void thirty_jobs_of_a_stage_with_two_matrices_have_machines_at_once() {
    var build = aBuildOf(aPipelineOf(aMatrixOf("a", 15), aMatrixOf("b", 15)));

    assertThat(build.jobsIn(JobStatus.PREPARE_ENV)).hasSize(30);
    assertThat(waiting(build)).isEmpty();
  }

  @Test
  void the_next_waits_until_one_of_them_ends() {
    var build = aBuildOf(aPipelineOf(aMatrixOf("a", 29), aMatrixOf("b", 3)));
    assertThat(waiting(build)).containsExactly("b.1", "b.2");

    build.succeeds("a.7");

    assertThat(build.statusOf("b.1")).isEqualTo(JobStatus.PREPARE_ENV);
    assertThat(waiting(build)).containsExactly("b.2");
  }

  @Test
  void one_that_pauses_gives_its_machine_to_the_next() {
    var pauses = aJob("p", aTask("1"), aTask("2").pausesBefore());
    var build = aBuildOf(aPipelineOf(pauses, aMatrixOf("a", 29), aMatrixOf("b", 1)));
    assertThat(waiting(build)).containsExactly("b.0");

    build.succeeds("p");

    assertThat(build.statusOf("p")).isEqualTo(JobStatus.PAUSE);
    assertThat(build.statusOf("b.0")).isEqualTo(JobStatus.PREPARE_ENV);
  }

  @Test
  void a_stage_with_one_matrix_has_no_such_limit() {
    var build = aBuildOf(aPipelineOf(aMatrixOf("a", 50), aJob("b")));

    assertThat(build.jobsIn(JobStatus.PREPARE_ENV)).hasSize(51);
  }

  @Test
  void a_job_tells_how_many_are_before_it() {
    var build = aBuildOf(aPipelineOf(aMatrixOf("a", 30), aMatrixOf("b", 2)));

    assertThat(WaitingFor.in(build.state(), Surroundings.of(build.timers().values())))
        .filteredOn(wait -> wait.place().shown().english().equals("job b.1"))
        .singleElement()
        .extracting(wait -> wait.waitsFor().english())
        .isEqualTo("one of the machines its stage may have (in use: 30, jobs before it: 1)");
  }

  @Test
  void all_get_their_turn_in_order_and_never_more_than_thirty_run() {
    var build = aBuildOf(aPipelineOf(aMatrixOf("a", 50), aMatrixOf("b", 50)));
    var began = new ArrayList<>(build.jobsIn(JobStatus.PREPARE_ENV));
    var line = new ArrayList<>(waiting(build));

    while (build.status() == BuildStatus.RUNNING) {
      List<String> busy = build.jobsIn(JobStatus.PREPARE_ENV);
      assertThat(busy).hasSizeLessThanOrEqualTo(30);
      build.succeeds(busy.getFirst());
      build.jobsIn(JobStatus.PREPARE_ENV).stream()
          .filter(job -> !began.contains(job))
          .forEach(began::add);
    }

    assertThat(began.subList(30, 100)).isEqualTo(line);
    assertThat(build.status()).isEqualTo(BuildStatus.SUCCEED);
  }

  @Test
  void a_cancelled_build_leaves_nobody_in_the_queue() {
    var build = aBuildOf(aPipelineOf(aMatrixOf("a", 30), aMatrixOf("b", 2)));

    build.cancel();

    assertThat(build.status()).isEqualTo(BuildStatus.CANCELED);
    assertThat(build.state().stages().getFirst().jobs().firstForMachine()).isEmpty();
  }
}
