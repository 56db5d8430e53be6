package dev.millrace.engine;

import dev.millrace.pipeline.ContinueOnError;
import dev.millrace.pipeline.Job;
import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.RunCondition.Word;
import dev.millrace.pipeline.Task;
import dev.millrace.pipeline.TaskAction;
import dev.millrace.pipeline.data.Data;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that a job has when it runs: those it is written with and, behind them, their post
 * actions, the last task's first.
 *
 * @param definition as written; of a post action made of its task's
 * @param postOf position of the task whose post action this is
 */
public record TaskLayout(Task definition, OptionalInt postOf) {
  /** The longest part of a task's name that its post action is named after. */
  static final int MAX_NAME = 128;

  private static final String POST = "POST: ";

  /** Everything a job runs, in order. The same for each build, so that no row has to keep it. */
  public static List<TaskLayout> of(Job job) {
    List<Task> written = job.plainTasks();
    var all = new ArrayList<TaskLayout>(written.size());
    written.forEach(task -> all.add(new TaskLayout(task, OptionalInt.empty())));
    for (int i = written.size() - 1; i >= 0; i--) {
      Task task = written.get(i);
      if (task.post().orElse(null) instanceof Data.Fields post) {
        all.add(new TaskLayout(post(task, post), OptionalInt.of(i)));
      }
    }
    return all;
  }

  /** The task again with what its post action is given; it asks nobody and is not tried again. */
  private static Task post(Task task, Data.Fields post) {
    String name = task.displayName();
    PostActions.When when = PostActions.When.of(post);
    return new Task(
        "",
        POST + name.substring(0, Math.min(name.length(), MAX_NAME)),
        task.enabled(),
        withEntry(task.action(), post.values().get("postEntryParam")),
        task.namespace(),
        when == PostActions.When.CANCELLED_OR_TIMED_OUT
            // So that the cancellation which calls for it does not stop it.
            ? new RunCondition.By(Word.ALWAYS)
            : RunCondition.DEFAULT,
        task.timeout(),
        ContinueOnError.AUTO,
        0,
        false,
        false,
        List.of(),
        task.environment(),
        task.post(),
        Data.none());
  }

  private static TaskAction withEntry(TaskAction action, @Nullable Data entry) {
    if (entry == null) {
      return action;
    }
    return switch (action) {
      case TaskAction.Script script ->
          new TaskAction.Script(
              script.origin(),
              script.script(),
              script.shell(),
              script.continueAfterErrors(),
              withEntry(script.inputs(), entry));
      case TaskAction.Checkout(var repository, var inputs) ->
          new TaskAction.Checkout(repository, withEntry(inputs, entry));
      case TaskAction.Plugin(var code, var version, var inputs) ->
          new TaskAction.Plugin(code, version, withEntry(inputs, entry));
      case TaskAction.ManualReview _,
          TaskAction.SubPipeline _,
          TaskAction.QualityGate _,
          TaskAction.Foreign _ ->
          action;
    };
  }

  private static SequencedMap<String, Data> withEntry(
      SequencedMap<String, Data> inputs, Data entry) {
    var all = new LinkedHashMap<>(inputs);
    all.put("postEntryParam", entry);
    return all;
  }
}
