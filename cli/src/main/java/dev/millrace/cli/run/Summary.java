package dev.millrace.cli.run;

import dev.millrace.cli.json.JsonLine;
import dev.millrace.cli.local.LocalBuild;
import dev.millrace.cli.session.Session;
import dev.millrace.cli.terminal.Line;
import dev.millrace.cli.terminal.SafeText;
import dev.millrace.cli.terminal.Style;
import dev.millrace.cli.text.Texts;
import dev.millrace.cli.view.FinishedParts;
import dev.millrace.cli.view.LogTail;
import dev.millrace.cli.view.Symbols;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.Tasks;
import dev.millrace.server.logs.BuildLogs;
import dev.millrace.server.logs.LogKey;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The last words about a build: how it went, what failed with its last lines, how to go on. */
final class Summary {
  /** Failed tasks shown with their logs; the others are counted. */
  private static final int SHOWN_FAILURES = 5;

  private static final int LINES_EACH = 10;

  private final Session session;
  private final Symbols symbols;
  private final RunOptions options;

  Summary(Session session, Symbols symbols, RunOptions options) {
    this.session = session;
    this.symbols = symbols;
    this.options = options;
  }

  private record Failed(JobState job, TaskState task) {}

  void print(LocalBuild local, Build build, BuildLogs logs) {
    if (options.json()) {
      printJson(build);
    } else {
      printForPeople(local, build, logs);
    }
    session.console().flush();
  }

  private void printJson(Build build) {
    new JsonLine()
        .with("event", "end")
        .with("at", session.clock().instant().toString())
        .with("number", build.number())
        .with("status", build.status().name())
        .with("milliseconds", took(build).toMillis())
        .with(
            "again",
            canGoOn(build)
                ? java.util.Optional.of(options.fromFailed())
                : java.util.Optional.empty())
        .printTo(session.console());
  }

  private static boolean canGoOn(Build build) {
    return build.status() == BuildStatus.FAILED || build.status() == BuildStatus.CANCELED;
  }

  private static Duration took(Build build) {
    return build
        .startedAt()
        .flatMap(from -> build.endedAt().map(to -> Duration.between(from, to)))
        .orElse(Duration.ZERO);
  }

  private void printForPeople(LocalBuild local, Build build, BuildLogs logs) {
    Texts texts = session.texts();
    var console = session.console();
    if (build.status() != BuildStatus.SUCCEED) {
      printFailures(local, build, logs);
    }
    console.print(
        symbols
            .of(build.status(), session.clock().instant())
            .plus(Style.BOLD, " " + SafeText.plain(build.pipeline().name()))
            .plus(Style.FAINT, " #" + build.number())
            .plus(
                Style.PLAIN,
                " "
                    + texts.get(
                        "build." + build.status().name().toLowerCase(Locale.ROOT),
                        Texts.duration(took(build)))));
    if (canGoOn(build)) {
      console.print(
          Line.of("  " + texts.get("run.again") + " ").plus(Style.CYAN, options.fromFailed()));
      console.print(
          Line.of("  " + texts.get("run.logs") + " ")
              .plus(Style.CYAN, "millrace build logs " + build.number()));
    }
    if (build.status() != BuildStatus.SUCCEED || options.keepWorkspace()) {
      console.print(
          Line.of("  " + texts.get("run.workspaces") + " ")
              .plus(Style.CYAN, local.workspaces().toString()));
    }
  }

  private void printFailures(LocalBuild local, Build build, BuildLogs logs) {
    List<Failed> failed =
        build.stages().stream()
            .flatMap(stage -> stage.jobs().stream())
            .flatMap(job -> job.tasks().stream().map(task -> new Failed(job, task)))
            .filter(one -> Tasks.isFailure(one.task()) && !Tasks.isExcused(one.task()))
            .toList();
    var parts = new FinishedParts(session.texts(), symbols);
    for (Failed one : failed.stream().limit(SHOWN_FAILURES).toList()) {
      var tail = new LogTail();
      var key = new LogKey(local.id(), one.task().id(), one.task().attempt(), one.task().retry());
      tail.append(logs.tail(key, LINES_EACH).framed());
      session.console().print(Line.EMPTY);
      session.console().print(parts.task(one.job(), one.task(), tail));
    }
    if (failed.size() > SHOWN_FAILURES) {
      session
          .console()
          .print(
              Line.of(
                  Style.FAINT,
                  session.texts().get("run.more-failures", failed.size() - SHOWN_FAILURES)));
    }
    session.console().print(Line.EMPTY);
  }
}
