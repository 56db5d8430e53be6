package dev.millrace.cli.run;

import dev.millrace.cli.json.JsonLine;
import dev.millrace.cli.session.Session;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskState;
import dev.millrace.server.logs.LogLine;
import dev.millrace.server.logs.LogSlice;
import java.util.Optional;

/** One event a line, for programs; {@code docs/cli.md} describes each. */
final class JsonReporter implements Reporter {
  private final Session session;
  private Optional<BuildStatus> last = Optional.empty();

  JsonReporter(Session session) {
    this.session = session;
  }

  @Override
  public void build(Build build) {
    if (last.equals(Optional.of(build.status()))) {
      return;
    }
    last = Optional.of(build.status());
    event("build")
        .with("number", build.number())
        .with("pipeline", build.pipeline().name())
        .with("attempt", build.attempt())
        .with("status", build.status().name())
        .printTo(session.console());
  }

  @Override
  public void stage(StageState stage) {
    withFailure(
            event("stage")
                .with("stage", stage.id().value())
                .with("name", stage.name())
                .with("status", stage.status().name())
                .with("reviewBy", reviewBy(stage)),
            stage.failure())
        .printTo(session.console());
  }

  /** The name of the group that is asked. */
  private static Optional<String> reviewBy(StageState stage) {
    return stage
        .checks()
        .review()
        .filter(_ -> stage.status() == StageStatus.PAUSE)
        .map(review -> review.groups().get(review.current()).name());
  }

  @Override
  public void job(StageState stage, JobState job) {
    withFailure(
            event("job")
                .with("stage", stage.id().value())
                .with("job", job.id().value())
                .with("name", job.name())
                .with("status", job.status().name()),
            job.failure())
        .printTo(session.console());
  }

  @Override
  public void task(JobState job, TaskState task) {
    JsonLine line =
        execution("task", job, task)
            .with("name", task.definition().displayName())
            .with("status", task.status().name());
    withFailure(line, task.failure()).printTo(session.console());
  }

  @Override
  public void output(JobState job, TaskState task, LogSlice lines) {
    var text = new StringBuilder();
    long number = lines.firstLine();
    for (LogLine line : lines.lines()) {
      text.append(
          new JsonLine()
              .with("event", "log")
              .with("at", line.at().toString())
              .with("job", job.id().value())
              .with("task", task.id().value())
              .with("attempt", task.attempt())
              .with("retry", task.retry())
              .with("line", number++)
              .with("kind", line.kind().name())
              .with("text", line.text()));
    }
    session.console().write(text.toString());
  }

  @Override
  public Stillness keepStill() {
    return () -> {};
  }

  @Override
  public void cancelling(boolean forced) {
    event("cancel").with("forced", forced).printTo(session.console());
  }

  private JsonLine execution(String name, JobState job, TaskState task) {
    return event(name)
        .with("job", job.id().value())
        .with("task", task.id().value())
        .with("attempt", task.attempt())
        .with("retry", task.retry());
  }

  private JsonLine event(String name) {
    return new JsonLine().with("event", name).with("at", session.clock().instant().toString());
  }

  private JsonLine withFailure(JsonLine line, Optional<Failure> failure) {
    failure.ifPresent(reason -> {
      line.with("failure", session.texts().say(reason.message()))
          .with("failureKind", reason.kind().name());
      line.with("failureCode", reason.code());
      reason.exitCode().ifPresent(code -> line.with("exitCode", code));
    });
    return line;
  }

  @Override
  public void close() {
    session.console().flush();
  }
}
