package dev.millrace.pipeline.check;

import dev.millrace.pipeline.Matrix.AxisList;
import dev.millrace.pipeline.Matrix.AxisMap;
import dev.millrace.pipeline.Matrix.AxisValues;
import dev.millrace.pipeline.Matrix.CaseList;
import dev.millrace.pipeline.check.Outline.JobOutline;
import dev.millrace.pipeline.check.Outline.MatrixOutline;
import dev.millrace.pipeline.check.Outline.StageOutline;
import dev.millrace.pipeline.check.Outline.TaskOutline;
import dev.millrace.pipeline.limit.Limits;
import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.problem.Rule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules within one job: its matrix, its tasks. */
final class TaskRules {
  private TaskRules() {}

  static void check(Outline pipeline, ProblemCollector problems) {
    for (StageOutline stage : pipeline.stages()) {
      for (JobOutline job : stage.jobs()) {
        ids(job.tasks(), problems);
        job.matrix().ifPresent(matrix -> matrix(matrix, problems));
        if (job.isAgentless()) {
          scripts(job.tasks(), problems);
        }
      }
    }
  }

  private static void ids(List<TaskOutline> tasks, ProblemCollector problems) {
    Map<String, Written> seen = new HashMap<>();
    for (TaskOutline task : tasks) {
      if (task.id().isPresent()) {
        Written id = task.id().get();
        @Nullable Written first = seen.putIfAbsent(id.text(), id);
        if (first != null) {
          problems.add(id.spot().problem(Rule.DUPLICATE_STEP_ID, id.text(), first.spot().shown()));
        }
      }
    }
  }

  private static void scripts(List<TaskOutline> tasks, ProblemCollector problems) {
    for (TaskOutline task : tasks) {
      task.script()
          .ifPresent(
              script -> problems.add(script.spot().problem(Rule.AGENTLESS_SCRIPT, script.text())));
    }
  }

  /**
   * Counts what is certain: the product of lists written out, less what exclusions can take away.
   * Lists that come from expressions, and additions, are counted when the build is planned.
   */
  private static void matrix(MatrixOutline outline, ProblemCollector problems) {
    if (!(outline.matrix().axes() instanceof AxisMap(var axes))
        || !(outline.matrix().exclude() instanceof CaseList(var excluded))) {
      return;
    }
    long cases = 1;
    for (AxisValues axis : axes.values()) {
      if (!(axis instanceof AxisList(var values)) || values.isEmpty()) {
        return;
      }
      cases = Math.min(Integer.MAX_VALUE, cases * new HashSet<>(values).size());
    }
    long certain = cases - excluded.size();
    if (certain > Limits.MATRIX_CASES_MAX) {
      problems.add(outline.spot().problem(Rule.MATRIX_TOO_LARGE, certain, Limits.MATRIX_CASES_MAX));
    }
  }
}
