package dev.millrace.cli.run;

import dev.millrace.cli.session.Session;
import dev.millrace.cli.terminal.Line;
import dev.millrace.cli.terminal.SafeText;
import dev.millrace.cli.terminal.Style;
import dev.millrace.cli.view.FinishedParts;
import dev.millrace.cli.view.Symbols;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.TaskState;
import dev.millrace.server.logs.LogLine;
import dev.millrace.server.logs.LogSlice;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines one after another, each with the job and task it is of: for pipes, files, other CI systems.
 * Lines that a task printed together stay together.
 */
final class PlainReporter implements Reporter {
  private final Session session;
  private final Symbols symbols;
  private final FinishedParts parts;

  PlainReporter(Session session, Symbols symbols) {
    this.session = session;
    this.symbols = symbols;
    this.parts = new FinishedParts(session.texts(), symbols);
  }

  @Override
  public void build(Build build) {}

  @Override
  public void stage(StageState stage) {
    session.console().print(parts.stage(stage));
  }

  @Override
  public void job(StageState stage, JobState job) {
    if (job.status().isFinished()) {
      session.console().print(parts.job(job));
    }
  }

  @Override
  public void task(JobState job, TaskState task) {
    if (task.status().isFinished() && task.endedAt().isPresent()) {
      session.console().print(parts.taskWithoutLog(job, task));
    }
  }

  @Override
  public void output(JobState job, TaskState task, LogSlice slice) {
    Line prefix =
        Line.of(
            Style.FAINT,
            SafeText.plain(job.name())
                + " "
                + symbols.into()
                + " "
                + SafeText.plain(task.definition().displayName())
                + " | ");
    List<Line> lines = new ArrayList<>(slice.count());
    for (LogLine line : slice.lines()) {
      lines.add(prefix.plus(SafeText.line(line.text(), Style.PLAIN)));
    }
    session.console().print(lines);
  }

  @Override
  public Stillness keepStill() {
    return () -> {};
  }

  @Override
  public void cancelling(boolean forced) {
    session
        .console()
        .printError(
            Line.of(Style.YELLOW, session.texts().get(forced ? "run.killing" : "run.cancelling")));
  }

  @Override
  public void close() {
    session.console().flush();
  }
}
