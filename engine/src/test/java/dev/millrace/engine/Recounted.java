package dev.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.JobTally;
import dev.millrace.engine.state.Jobs;
import dev.millrace.engine.state.MatrixRole;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.Tasks;
import java.util.ArrayList;

/** I4: what is carried along instead of counted is what counting gives. */
final class Recounted {
  private Recounted() {}

  static void check(Build build) {
    for (StageState stage : build.stages()) {
      Jobs jobs = stage.jobs();
      Jobs counted = Jobs.of(new ArrayList<>(jobs));
      check("tally of stage " + stage.id(), jobs.tally(), tallyOf(jobs));
      for (int i = 0; i < jobs.size(); i++) {
        JobState job = jobs.get(i);
        check("position of job " + job.id(), jobs.positionOf(job.id()), i);
        check(
            "jobs that wait for " + job.id(),
            jobs.dependentsOf(job.id()),
            counted.dependentsOf(job.id()));
        check("children of " + job.id(), jobs.childrenOf(i).size(), counted.childrenOf(i).size());
        check(job.tasks(), job);
      }
    }
  }

  /** Counted here and not as tallies do, or a mistake of theirs would be made twice. */
  private static JobTally tallyOf(Jobs jobs) {
    int unfinished = 0;
    int failed = 0;
    int excused = 0;
    int cancelled = 0;
    int skipped = 0;
    int others = 0;
    for (JobState job : jobs) {
      if (job.role() instanceof MatrixRole.Child) {
        continue;
      }
      JobStatus status = job.status();
      if (!status.isFinished()) {
        unfinished++;
      } else if (status == JobStatus.FAILED && job.definition().continueOnError()) {
        if (job.isCancelled()) {
          cancelled++;
        } else {
          excused++;
        }
      } else if (status == JobStatus.FAILED) {
        failed++;
      } else if (status == JobStatus.CANCELED) {
        cancelled++;
      } else if (status == JobStatus.SKIP) {
        skipped++;
      } else {
        others++;
      }
    }
    return new JobTally(unfinished, failed, excused, cancelled, skipped, others);
  }

  private static void check(Tasks tasks, JobState job) {
    Tasks counted = Tasks.of(new ArrayList<>(tasks));
    check("first open task of " + job.id(), tasks.open(), counted.open());
    check("a failure in " + job.id(), tasks.failed(), counted.failed());
    check("an excused failure in " + job.id(), tasks.excused(), counted.excused());
    check("a cancelled task in " + job.id(), tasks.cancelled(), counted.cancelled());
  }

  /** Compares first: a description for each of millions of checks would cost more than they do. */
  private static void check(String what, Object carried, Object counted) {
    if (!carried.equals(counted)) {
      assertThat(carried).as("I4: %s", what).isEqualTo(counted);
    }
  }
}
