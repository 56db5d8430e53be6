package dev.millrace.pipeline.check;

import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.RunCondition.Word;
import dev.millrace.pipeline.check.Outline.Condition;
import dev.millrace.pipeline.check.Outline.JobOutline;
import dev.millrace.pipeline.check.Outline.StageOutline;
import dev.millrace.pipeline.check.Outline.TaskOutline;
import dev.millrace.pipeline.limit.Limits;
import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.problem.Rule;
import java.util.List;
import java.util.Set;

/** How many stages there are, and which conditions fit where. */
final class StageRules {
  /** Words of final jobs, and of tasks; in an expression each is a name nobody knows. */
  static final Set<String> WORDS =
      Set.of("SUCCESS", "FAILURE", "CANCELED", "CANCELLED", "ALWAYS", "ALWAYS_UNLESS_CANCELLED");

  private final ProblemCollector problems;

  private StageRules(ProblemCollector problems) {
    this.problems = problems;
  }

  static void check(Outline pipeline, ProblemCollector problems) {
    var rules = new StageRules(problems);
    rules.count(pipeline.stages());
    for (StageOutline stage : pipeline.stages()) {
      rules.conditions(stage);
    }
  }

  private void count(List<StageOutline> stages) {
    boolean hasFinal = !stages.isEmpty() && stages.getLast().isFinal();
    int most = Limits.STAGES_MAX - (hasFinal ? 1 : 0);
    int count = stages.size() - (hasFinal ? 1 : 0);
    if (count > most) {
      problems.add(stages.get(most).spot().problem(Rule.TOO_MANY_STAGES, count, most));
    }
  }

  private void conditions(StageOutline stage) {
    stage.condition().ifPresent(this::ordinary);
    for (JobOutline job : stage.jobs()) {
      if (stage.isFinal()) {
        job.condition().ifPresent(this::ofFinalJob);
      } else {
        job.condition().ifPresent(this::ordinary);
      }
      for (TaskOutline task : job.tasks()) {
        task.condition().ifPresent(this::ofTask);
      }
    }
  }

  private void ordinary(Condition condition) {
    if (condition.meaning() instanceof RunCondition.By) {
      misplaced(condition);
    }
    word(condition);
  }

  private void ofTask(Condition condition) {
    if (condition.meaning() instanceof RunCondition.By(Word word)
        && (word == Word.SUCCESS || word == Word.CANCELLED)) {
      misplaced(condition);
    }
    word(condition);
  }

  private void ofFinalJob(Condition condition) {
    RunCondition meaning = condition.meaning();
    if (!(meaning instanceof RunCondition.By) && !(meaning instanceof RunCondition.Default)) {
      misplaced(condition);
    }
  }

  private void misplaced(Condition condition) {
    problems.add(
        condition
            .written()
            .spot()
            .problem(Rule.CONDITION_MISPLACED, condition.written().text().strip()));
  }

  private void word(Condition condition) {
    if (condition.meaning() instanceof RunCondition.When(String text)
        && WORDS.contains(text.strip())) {
      problems.add(condition.written().spot().problem(Rule.CONDITION_NOT_ALLOWED, text.strip()));
    }
  }
}
