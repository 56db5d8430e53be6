package dev.millrace.server.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.ServerWork;
import dev.millrace.engine.state.StageChecks;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the loop adds to reviews and gates. */
class BuildChecksTest {
  @Test
  void the_question_for_a_gate_stays_until_its_answer_is_part_of_the_build() {
    StageState stage = Samples.queued("b").stages().getFirst();
    StageState asked =
        stage.with(StageChecks.NONE.with(Gate.Point.IN, Gate.asked(2, List.of("r"))));
    StageState answered =
        stage.with(StageChecks.NONE.with(Gate.Point.IN, Gate.asked(2, List.of("r")).passed("")));

    assertThat(Settlement.byPerforming(question(stage, 2))).isFalse();
    assertThat(Settlement.isNeedless(question(stage, 2), asked)).isFalse();
    assertThat(Settlement.isNeedless(question(stage, 1), asked)).isTrue();
    assertThat(Settlement.isNeedless(question(stage, 2), answered)).isTrue();
    assertThat(Settlement.isNeedless(question(stage, 2), Samples.queued("b"))).isTrue();
  }

  @Test
  void the_question_for_a_gate_of_a_task_stays_until_its_answer_is_part_of_the_build() {
    JobState job = Samples.queued("b").stages().getFirst().jobs().getFirst();
    TaskState asked =
        job.tasks()
            .getFirst()
            .become(TaskStatus.QUEUE_CACHE)
            .claimed(Samples.NOW)
            .waiting(TaskStatus.QUALITY_CHECKING, ServerWork.GateCheck.ASKED);
    TaskState answered =
        asked.waiting(TaskStatus.QUALITY_CHECK_WAIT, new ServerWork.GateCheck(List.of("ann"), ""));

    assertThat(Settlement.byPerforming(question(asked, 1))).isFalse();
    assertThat(Settlement.isNeedless(question(asked, 1), with(job, asked))).isFalse();
    assertThat(Settlement.isNeedless(question(asked, 2), with(job, asked))).isTrue();
    assertThat(Settlement.isNeedless(question(asked, 1), with(job, answered))).isTrue();
    assertThat(Settlement.isNeedless(question(asked, 1), Samples.queued("b"))).isTrue();
  }

  private static JobState with(JobState job, TaskState task) {
    return job.with(job.tasks().with(0, task));
  }

  private static Effect question(TaskState task, int attempt) {
    return new Effect.CheckTaskGate(
        new JobId("compile"), attempt, task.id(), 0, Gate.Point.IN, "", "");
  }

  private static Effect question(StageState stage, int check) {
    return new Effect.CheckGate(
        new StageId(stage.id().value()), 1, Gate.Point.IN, check, List.of("r"));
  }
}
