package dev.millrace.cli.run;

import dev.millrace.engine.StartCheck;
import dev.millrace.engine.order.ActionInputs;
import dev.millrace.pipeline.Job;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.Stage;
import dev.millrace.pipeline.StageCheck;
import dev.millrace.pipeline.StageCheck.ReviewFlow;
import dev.millrace.pipeline.StageCheck.ReviewVariable;
import dev.millrace.pipeline.Task;
import dev.millrace.pipeline.TaskAction;
import dev.millrace.pipeline.data.Data;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What keeps a run from its end before it has begun: answers to what nobody asks, and, where nobody
 * can be asked, questions without an answer.
 */
final class AheadCheck {
  private final AnswersAhead answers;
  private final boolean canAsk;
  private final Complaints complaints;
  private final Set<String> known = new HashSet<>();
  private final Set<String> fields = new HashSet<>();

  /** Names of what has fields that are known only when it asks. */
  private final Set<String> open = new HashSet<>();

  /** Takes a message by its key. */
  interface Complaints {
    void add(String key, Object... arguments);
  }

  private AheadCheck(AnswersAhead answers, boolean canAsk, Complaints complaints) {
    this.answers = answers;
    this.canAsk = canAsk;
    this.complaints = complaints;
  }

  /**
   * Complains of all that is wrong.
   *
   * @param wanted ids of the jobs that shall run; empty: all
   */
  static void of(
      Pipeline pipeline,
      Set<String> wanted,
      AnswersAhead answers,
      boolean canAsk,
      Complaints complaints) {
    var check = new AheadCheck(answers, canAsk, complaints);
    check.stages(pipeline.plainStages());
    Stream.concat(
            pipeline.plainStages().stream()
                .filter(Stage::enabled)
                .flatMap(stage -> stage.plainJobs().stream())
                .filter(job -> wanted.isEmpty() || wanted.contains(job.id())),
            pipeline.plainFinallyJobs().stream())
        .filter(Job::enabled)
        .forEach(check::job);
    check.unknown();
  }

  private void stages(List<Stage> stages) {
    boolean goesOn = true;
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      if (stage.enabled() && stage.checkIn().isPresent()) {
        String id = StartCheck.idOf(stage, i);
        StageCheck check = stage.checkIn().get();
        names(id, check);
        goesOn = goesOn && (canAsk || check.flows().isEmpty() || isAnswered(id, check));
      }
    }
  }

  private void names(String id, StageCheck check) {
    for (int group = 0; group < check.flows().size(); group++) {
      known.addAll(AnswersAhead.namesOfGroup(id, group, check.flows().get(group).name()));
    }
    if (!check.flows().isEmpty()) {
      check.variables().forEach(variable -> fields.add(id + "." + variable.name()));
    }
  }

  /** Goes through the groups as the build would; answers whether it would come past them. */
  private boolean isAnswered(String id, StageCheck check) {
    for (int group = 0; group < check.flows().size(); group++) {
      ReviewFlow flow = check.flows().get(group);
      var said = answers.about(AnswersAhead.namesOfGroup(id, group, flow.name()));
      if (said.isEmpty()) {
        complaints.add("review.nobody-to-ask", id, flow.name(), group + 1);
      } else if (!said.get()) {
        return false;
      }
    }
    for (ReviewVariable variable : check.variables()) {
      boolean isEmpty =
          variable.defaultValue() instanceof Data.Nothing
              && !answers.isFilled(List.of(id), variable.name());
      if (variable.required() && isEmpty) {
        complaints.add("review.value-needed", id, variable.name());
      }
    }
    return true;
  }

  private void job(Job job) {
    List<Task> tasks = job.plainTasks();
    for (int i = 0; i < tasks.size(); i++) {
      Task task = tasks.get(i);
      if (task.enabled() && asks(task)) {
        task(task, AnswersAhead.namesOfTask(job.id(), i, task.id()));
      }
    }
  }

  /** Whether it waits for a person. */
  static boolean asks(Task task) {
    return task.pauseBeforeRun() || task.action() instanceof TaskAction.ManualReview;
  }

  private void task(Task task, List<String> names) {
    known.addAll(names);
    if (task.action() instanceof TaskAction.ManualReview) {
      open.addAll(names);
    } else {
      names.forEach(name ->
          ActionInputs.names(task.action()).forEach(input -> fields.add(name + "." + input)));
    }
    if (!canAsk && answers.about(names).isEmpty()) {
      complaints.add("task.nobody-to-ask", task.displayName(), names.getLast());
    }
  }

  private void unknown() {
    var named = new ArrayList<String>(answers.approved());
    named.addAll(answers.rejected());
    named.stream()
        .filter(name -> !known.contains(name))
        .sorted()
        .forEach(name -> complaints.add("review.unknown", name));
    answers.filled().keySet().stream()
        .filter(name -> !fields.contains(name))
        .filter(name -> open.stream().noneMatch(task -> name.startsWith(task + ".")))
        .forEach(name -> complaints.add("review.unknown-field", name));
  }
}
