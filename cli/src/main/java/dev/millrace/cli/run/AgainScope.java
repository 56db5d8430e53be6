package dev.millrace.cli.run;

import dev.millrace.cli.session.Session;
import dev.millrace.cli.terminal.SafeText;
import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.MatrixRole;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds in a build what somebody named. Where there is no such thing, says what there is. */
final class AgainScope {
  /** More names are no help to anybody. */
  private static final int NAMES_SHOWN = 30;

  private final Session session;
  private final Build build;

  AgainScope(Session session, Build build) {
    this.session = session;
    this.build = build;
  }

  /** What the engine is asked for; empty: there is no such thing, and that has been said. */
  Optional<RetryScope> of(Again again) {
    return switch (again) {
      case Again.FromFailed() -> Optional.of(new RetryScope.Failed());
      case Again.Retry(var name, var task) ->
          job(name)
              .flatMap(job ->
                  task.isEmpty()
                      ? Optional.of(new RetryScope.OneJob(job.id()))
                      : task(job, task.get()).map(id -> new RetryScope.OneTask(job.id(), id)));
      case Again.Skip(var name, var task) ->
          job(name)
              .flatMap(job -> task(job, task).map(id -> new RetryScope.SkipTask(job.id(), id)));
    };
  }

  private Optional<JobState> job(String name) {
    Optional<JobState> job = build.find(new JobId(name));
    if (job.isEmpty()) {
      session.complain("run.no-such-job", SafeText.plain(name), names(jobs().map(JobState::id)));
    }
    return job;
  }

  private Stream<JobState> jobs() {
    return build.stages().stream().flatMap(stage -> stage.jobs().stream());
  }

  /** By the author's id, by position from 1, or by its whole id. */
  private Optional<TaskId> task(JobState job, String name) {
    if (job.isMatrixParent()) {
      Stream<JobId> children =
          jobs()
              .filter(other ->
                  other.role() instanceof MatrixRole.Child child && child.parent().equals(job.id()))
              .map(JobState::id);
      session.complain("run.is-matrix", SafeText.plain(job.id().value()), names(children));
      return Optional.empty();
    }
    int step = job.tasks().positionOfStep(name);
    Optional<TaskId> id =
        step >= 0
            ? Optional.of(job.tasks().get(step).id())
            : Stream.of(job.id() + ":" + name, name)
                .map(TaskId::new)
                .filter(candidate -> job.tasks().positionOf(candidate) >= 0)
                .findFirst();
    if (id.isEmpty()) {
      session.complain(
          "run.no-such-task",
          SafeText.plain(job.id().value()),
          SafeText.plain(name),
          names(tasks(job).stream()));
    }
    return id;
  }

  private static List<String> tasks(JobState job) {
    return job.tasks().stream().map(AgainScope::nameOf).toList();
  }

  private static String nameOf(TaskState task) {
    String id = task.definition().id();
    String value = task.id().value();
    String position = value.substring(value.lastIndexOf(':') + 1);
    return id.isEmpty() ? position : id;
  }

  private static String names(Stream<?> some) {
    List<String> names = some.map(Object::toString).map(SafeText::plain).toList();
    String shown = names.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
    return names.size() > NAMES_SHOWN ? shown + ", …" : shown;
  }
}
