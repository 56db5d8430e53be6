package dev.millrace.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StatusTableTest {
  @Test
  void a_build_takes_the_steps_of_its_table_and_no_other() {
    takesItsStepsAndNoOther("build", StatusTable.BUILD, BuildStatus.values());
  }

  @Test
  void a_stage_takes_the_steps_of_its_table_and_no_other() {
    takesItsStepsAndNoOther("stage", StatusTable.STAGE, StageStatus.values());
  }

  @Test
  void a_job_takes_the_steps_of_its_table_and_no_other() {
    takesItsStepsAndNoOther("job", StatusTable.JOB, JobStatus.values());
  }

  @Test
  void a_task_takes_the_steps_of_its_table_and_no_other() {
    takesItsStepsAndNoOther("task", StatusTable.TASK, TaskStatus.values());
  }

  private static <S extends Enum<S>> void takesItsStepsAndNoOther(
      String level, StatusTable<S> table, S[] statuses) {
    for (S from : statuses) {
      for (S to : statuses) {
        if (table.after(from).contains(to)) {
          assertThat(table.step("x", from, to)).isEqualTo(to);
        } else {
          assertThatThrownBy(() -> table.step("x", from, to))
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("the " + level + " x can't go from " + from + " to " + to);
        }
      }
    }
  }
}
