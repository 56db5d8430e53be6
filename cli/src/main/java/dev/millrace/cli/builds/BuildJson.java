package dev.millrace.cli.builds;

import dev.millrace.cli.json.JsonLine;
import dev.millrace.cli.text.Texts;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.TaskState;
import java.util.Optional;

/** A build as JSON: a line for itself, each stage, job and task; sentences in one language. */
final class BuildJson {
  private final Texts texts;

  BuildJson(Texts texts) {
    this.texts = texts;
  }

  String lines(Build build, String status) {
    var text = new StringBuilder();
    text.append(
        new JsonLine()
            .with("kind", "build")
            .with("number", build.number())
            .with("pipeline", build.pipeline().name())
            .with("attempt", build.attempt())
            .with("status", status)
            .with("reason", build.queueing().reason().map(texts::say))
            .with("startedAt", build.startedAt().map(Object::toString))
            .with("endedAt", build.endedAt().map(Object::toString)));
    for (StageState stage : build.stages()) {
      text.append(
          new JsonLine()
              .with("kind", "stage")
              .with("stage", stage.id().value())
              .with("status", stage.status().name())
              .with("failure", stage.failure().map(this::said)));
      for (JobState job : stage.jobs()) {
        text.append(
            new JsonLine()
                .with("kind", "job")
                .with("job", job.id().value())
                .with("name", job.name())
                .with("status", job.status().name())
                .with("failure", job.failure().map(this::said)));
        job.tasks().forEach(task -> text.append(line(job, task)));
      }
    }
    return text.toString();
  }

  private JsonLine line(JobState job, TaskState task) {
    Optional<Failure> failure = task.failure();
    return new JsonLine()
        .with("kind", "task")
        .with("job", job.id().value())
        .with("task", task.id().value())
        .with("name", task.definition().displayName())
        .with("status", task.status().name())
        .with("attempt", task.attempt())
        .with("retry", task.retry())
        .with("failure", failure.map(this::said));
  }

  private String said(Failure failure) {
    return texts.say(failure.message());
  }
}
