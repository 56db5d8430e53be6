package dev.millrace.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.pipeline.Job;
import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.RunsOn;
import dev.millrace.pipeline.Timeout;
import dev.millrace.pipeline.data.Data;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobsTest {
  @Test
  void what_became_of_many_jobs_is_found_by_what_they_no_longer_share() {
    Jobs before = jobs(200);

    Jobs after = waiting(waiting(waiting(before, 199), 63), 64);

    assertThat(after.changesSince(before)).containsExactly(63, 64, 199);
    assertThat(before.changesSince(after)).containsExactly(63, 64, 199);
    assertThat(after.changesSince(after)).isEmpty();
  }

  @Test
  void a_job_that_is_put_back_has_not_changed() {
    Jobs before = jobs(3);

    Jobs after = waiting(before, 1).with(1, before.get(1));

    assertThat(after.changesSince(before)).isEmpty();
  }

  @Test
  void more_jobs_than_before_are_not_compared_one_by_one() {
    assertThatThrownBy(() -> jobs(3).changesSince(jobs(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 jobs can't become 3");
  }

  private static Jobs waiting(Jobs jobs, int position) {
    return jobs.with(position, jobs.get(position).become(JobStatus.DEPENDENT_WAITING));
  }

  private static Jobs jobs(int count) {
    return Jobs.of(IntStream.range(0, count).mapToObj(n -> job("j" + n)).toList());
  }

  private static JobState job(String id) {
    return JobState.queued(
        new JobId(id),
        definition(id),
        id,
        new MatrixRole.None(),
        List.of(),
        1,
        Tasks.of(List.of()));
  }

  private static Job definition(String id) {
    return new Job(
        id,
        "",
        true,
        RunsOn.DEFAULT,
        RunCondition.DEFAULT,
        List.of(),
        Timeout.DEFAULT,
        Optional.empty(),
        Data.ordered(Map.of()),
        false,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Data.none(),
        Data.none());
  }
}
