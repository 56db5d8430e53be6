package dev.millrace.cli.run;

import dev.millrace.cli.questions.Question;
import dev.millrace.cli.questions.Question.Answer;
import dev.millrace.engine.WaitingTaskCheck;
import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildEvent.OfWaitingTask;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.server.builds.BuildListener;
import dev.millrace.wording.Sentence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers for the tasks of a local build that wait for a person, paused or to be reviewed: as was
 * said ahead, else as the person at the terminal says. Where there is neither, the task does not go
 * on: a build must not wait for nobody.
 */
final class TaskDesk implements BuildListener, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TaskDesk.class);

  private final Desk desk;

  /** Who asks about what; belongs to the listener's thread until this is closed. */
  private final Map<Waiting, Thread> askers = new HashMap<>();

  /** One execution of a task that waits. */
  private record Waiting(JobId job, TaskId task, int attempt, int retry, TaskStatus status) {
    static Waiting of(JobState job, TaskState task) {
      return new Waiting(job.id(), task.id(), task.attempt(), task.retry(), task.status());
    }
  }

  TaskDesk(Desk desk) {
    this.desk = desk;
  }

  @Override
  public synchronized void committed(
      Optional<Build> before, Build after, Optional<BuildEvent> event) {
    if (!after.id().equals(desk.build())) {
      return;
    }
    askers
        .entrySet()
        .removeIf(asked -> {
          boolean isOver = !isWaiting(after, asked.getKey());
          if (isOver) {
            asked.getValue().interrupt();
          }
          return isOver;
        });
    for (int i = 0; i < after.stages().size(); i++) {
      int index = i;
      stage(after, before.map(build -> build.stages().get(index)), after.stages().get(i));
    }
  }

  private static boolean isWaiting(Build build, Waiting waiting) {
    return build
        .find(waiting.job())
        .filter(job -> job.tasks().positionOf(waiting.task()) >= 0)
        .map(job -> Waiting.of(job, job.tasks().get(job.tasks().positionOf(waiting.task()))))
        .filter(waiting::equals)
        .isPresent();
  }

  @SuppressWarnings("ReferenceEquality") // states share what did not change; a walk would cost more
  private void stage(Build build, Optional<StageState> before, StageState after) {
    if (before.isPresent() && before.get() == after) {
      return;
    }
    boolean isSameList = before.isPresent() && before.get().jobs().size() == after.jobs().size();
    if (isSameList) {
      after
          .jobs()
          .changesSince(before.get().jobs())
          .forEach(position -> job(build, after.jobs().get(position)));
    } else {
      after.jobs().forEach(job -> job(build, job));
    }
  }

  private void job(Build build, JobState job) {
    for (TaskState task : job.tasks()) {
      if (task.status() == TaskStatus.PAUSE || task.status() == TaskStatus.REVIEWING) {
        askers.computeIfAbsent(
            Waiting.of(job, task),
            _ ->
                Thread.ofVirtual().name("task " + task.id()).start(() -> answer(build, job, task)));
      }
    }
  }

  private void answer(Build build, JobState job, TaskState task) {
    try {
      desk.send(decision(build, TaskQuestion.of(desk.session(), desk.ahead(), job, task)));
    } catch (InterruptedException decided) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      // The task's timeout, or the user with Ctrl-C, ends the wait.
      log.atWarn().addKeyValue("task", task.id()).setCause(failure).log("no answer could be given");
    }
  }

  private OfWaitingTask decision(Build build, TaskQuestion about) throws InterruptedException {
    Optional<Boolean> said = desk.ahead().about(about.names());
    if (said.isPresent() && !said.get()) {
      return about.rejected("");
    }
    Optional<Sentence> problem = Optional.empty();
    if (said.isPresent()) {
      OfWaitingTask approval = about.approvedAhead();
      problem = WaitingTaskCheck.problemOf(build, approval);
      if (problem.isEmpty()) {
        return approval;
      }
    }
    Optional<Answer> answer = desk.ask(question(build, about));
    return answer.isPresent()
        ? about.event(answer.get())
        : about.rejected(
            problem
                .map(desk.session().texts()::say)
                .orElseGet(() -> desk.session().texts().get("review.nobody-here")));
  }

  private Question question(Build build, TaskQuestion about) {
    return about.question(answer ->
        WaitingTaskCheck.problemOf(build, about.event(answer)).map(desk.session().texts()::say));
  }

  @Override
  public synchronized void close() {
    List.copyOf(askers.values()).forEach(Thread::interrupt);
    askers.clear();
  }
}
