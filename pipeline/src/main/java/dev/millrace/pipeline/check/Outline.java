package dev.millrace.pipeline.check;

import dev.millrace.expression.Dialect;
import dev.millrace.pipeline.Matrix;
import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.problem.Spot;
import dev.millrace.pipeline.variable.Variable;
import java.util.List;
import java.util.Optional;

/**
 * What rules look at in a pipeline, with its places. What is not as the format wants it is simply
 * not here: whoever reads the format tells that.
 *
 * @param stages in order; finally jobs are the last one
 * @param isOpen a template may bring more jobs: one we don't know may still be there
 * @param texts that may hold expressions, besides conditions
 * @param scripts texts that may set variables
 */
public record Outline(
    Dialect dialect,
    List<StageOutline> stages,
    boolean isOpen,
    List<VariableOutline> variables,
    List<ScheduleOutline> schedules,
    Optional<Written> buildNumber,
    List<Written> texts,
    List<String> scripts) {
  public Outline {
    stages = List.copyOf(stages);
    variables = List.copyOf(variables);
    schedules = List.copyOf(schedules);
    texts = List.copyOf(texts);
    scripts = List.copyOf(scripts);
  }

  /**
   * A stage, or a template in its place.
   *
   * @param isFinal holds the finally jobs
   */
  public record StageOutline(
      Spot spot, boolean isFinal, Optional<Condition> condition, List<JobOutline> jobs) {
    public StageOutline {
      jobs = List.copyOf(jobs);
    }
  }

  /**
   * A job.
   *
   * @param machineOf the job whose machine it wants
   */
  public record JobOutline(
      Written id,
      List<Written> dependsOn,
      Optional<Written> machineOf,
      boolean isAgentless,
      Optional<Condition> condition,
      Optional<MatrixOutline> matrix,
      List<TaskOutline> tasks) {
    public JobOutline {
      dependsOn = List.copyOf(dependsOn);
      tasks = List.copyOf(tasks);
    }
  }

  /** A matrix. */
  public record MatrixOutline(Matrix matrix, Spot spot) {}

  /**
   * A task.
   *
   * @param script present if it is one: where that is said, with the name people see
   */
  public record TaskOutline(
      Optional<Written> id, Optional<Condition> condition, Optional<Written> script) {}

  /** A condition and what stands for it: the expression, or the word. */
  public record Condition(RunCondition meaning, Written written) {}

  /**
   * A variable.
   *
   * @param value present if it is a text
   * @param fields names of the children of a form-list
   */
  public record VariableOutline(
      Variable variable, Written name, Optional<Written> value, List<Written> fields) {
    public VariableOutline {
      fields = List.copyOf(fields);
    }
  }

  /**
   * A schedule.
   *
   * @param saysWhen whether it has any expression or interval
   */
  public record ScheduleOutline(Spot spot, boolean saysWhen, List<Written> crons) {
    public ScheduleOutline {
      crons = List.copyOf(crons);
    }
  }
}
