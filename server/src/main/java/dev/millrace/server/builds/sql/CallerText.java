package dev.millrace.server.builds.sql;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.Caller;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.TaskId;

/** The task that called a build, as a JSON object of texts. */
final class CallerText {
  private CallerText() {}

  static String write(Caller caller) {
    return new TextFields()
        .put("build", caller.build())
        .put("job", caller.job())
        .put("attempt", caller.attempt())
        .put("task", caller.task())
        .put("retry", caller.retry())
        .put("waits", caller.waits())
        .put("depth", caller.depth())
        .written();
  }

  static Caller read(String text) {
    var fields = new TextFields(text);
    return new Caller(
        new BuildId(fields.text("build")),
        new JobId(fields.text("job")),
        fields.count("attempt"),
        new TaskId(fields.text("task")),
        fields.count("retry"),
        fields.flag("waits"),
        fields.count("depth"));
  }
}
