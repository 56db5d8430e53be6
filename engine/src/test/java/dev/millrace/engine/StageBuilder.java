package dev.millrace.engine;

import dev.millrace.pipeline.JobEntry;
import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.Stage;
import dev.millrace.pipeline.StageCheck;
import dev.millrace.pipeline.data.Data;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stage for tests. */
final class StageBuilder {
  private final List<JobEntry> jobs = new ArrayList<>();
  private String id = "";
  private boolean enabled = true;
  private boolean fastKill;
  private RunCondition condition = RunCondition.DEFAULT;
  private Optional<StageCheck> checkIn = Optional.empty();
  private Optional<StageCheck> checkOut = Optional.empty();

  static StageBuilder aStage(JobBuilder... jobs) {
    var stage = new StageBuilder();
    for (JobBuilder job : jobs) {
      stage.jobs.add(job.build());
    }
    return stage;
  }

  StageBuilder id(String other) {
    id = other;
    return this;
  }

  StageBuilder disabled() {
    enabled = false;
    return this;
  }

  StageBuilder fastKill() {
    fastKill = true;
    return this;
  }

  StageBuilder when(RunCondition other) {
    condition = other;
    return this;
  }

  StageBuilder when(String expression) {
    return when(new RunCondition.When(expression));
  }

  StageBuilder checkIn(StageCheck check) {
    checkIn = Optional.of(check);
    return this;
  }

  StageBuilder checkIn(CheckBuilder check) {
    return checkIn(check.build());
  }

  StageBuilder checkOut(CheckBuilder check) {
    return checkOut(check.build());
  }

  StageBuilder checkOut(StageCheck check) {
    checkOut = Optional.of(check);
    return this;
  }

  Stage build() {
    return new Stage(
        id, "", enabled, List.of(), condition, fastKill, checkIn, checkOut, jobs, Data.none());
  }
}
