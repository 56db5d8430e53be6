package dev.millrace.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobStatus;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuildFiguresTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  void builds_and_their_jobs_are_counted_where_they_are() {
    try (var workshop = new Workshop();
        var figures = BuildFigures.of(workshop.rooms.builds())) {
      BuildId first = workshop.start("b-1");
      workshop.start("b-2");
      workshop.startWorker(first, "one");

      Figures now = now(figures);

      assertThat(now.live()).isEqualTo(Map.of(BuildStatus.RUNNING, 2L));
      assertThat(now.jobs()).isEqualTo(new JobCounts(0, 3, 1, 0));
      assertThat(now.ended()).isEmpty();
    }
  }

  @Test
  void what_ends_is_counted_by_how_it_ended_and_is_live_no_more() {
    try (var workshop = new Workshop();
        var figures = BuildFigures.of(workshop.rooms.builds())) {
      BuildId build = workshop.start("b-1");
      workshop.startWorker(build, "one");
      workshop.cancel(build);

      Figures now = now(figures);

      assertThat(now.live()).isEmpty();
      assertThat(now.jobs()).isEqualTo(JobCounts.NONE);
      assertThat(now.ended()).isEqualTo(Map.of(BuildStatus.CANCELED, 1L));
      assertThat(now.endedJobs()).isEqualTo(Map.of(JobStatus.CANCELED, 2L));
    }
  }

  @Test
  void builds_of_a_process_before_are_counted_too() {
    try (var workshop = new Workshop()) {
      BuildId build = workshop.start("b-1");
      workshop.startWorker(build, "one");
      try (var figures = BuildFigures.of(workshop.rooms.builds())) {
        assertThat(now(figures).jobs()).isEqualTo(new JobCounts(0, 1, 1, 0));

        workshop.startWorker(build, "other");
        assertThat(now(figures).jobs()).isEqualTo(new JobCounts(0, 0, 2, 0));

        workshop.cancel(build);
        assertThat(now(figures).jobs()).isEqualTo(JobCounts.NONE);
        assertThat(now(figures).live()).isEmpty();
      }
    }
  }

  private static Figures now(BuildFigures figures) {
    assertThat(figures.awaitCaughtUp(LONG)).isTrue();
    return figures.now();
  }
}
