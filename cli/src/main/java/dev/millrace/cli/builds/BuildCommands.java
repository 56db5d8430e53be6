package dev.millrace.cli.builds;

import dev.millrace.cli.json.JsonLine;
import dev.millrace.cli.local.LocalBuild;
import dev.millrace.cli.local.LocalBuilds;
import dev.millrace.cli.session.ExitCode;
import dev.millrace.cli.session.Session;
import dev.millrace.cli.terminal.Line;
import dev.millrace.cli.terminal.SafeText;
import dev.millrace.cli.terminal.Style;
import dev.millrace.cli.text.Texts;
import dev.millrace.cli.view.Symbols;
import dev.millrace.cli.view.WholeTree;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.why.Wait;
import dev.millrace.engine.why.WaitingFor;
import dev.millrace.server.LocalPlatform;
import dev.millrace.server.logs.LogKey;
import dev.millrace.server.logs.LogLine;
import dev.millrace.server.logs.LogReader;
import dev.millrace.server.logs.LogSlice;
import dev.millrace.server.logs.file.FileBuildLogs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lists and shows local builds. */
public final class BuildCommands {
  private static final int LINES_AT_ONCE = 20_000;

  private final Session session;
  private final LocalBuilds builds;
  private final Symbols symbols;

  public BuildCommands(Session session) {
    this.session = session;
    this.builds = new LocalBuilds(session.stateFolder());
    this.symbols = session.console().showsUnicode() ? Symbols.UNICODE : Symbols.ASCII;
  }

  /** {@code build list}: newest first. */
  public ExitCode list(int limit, boolean json) {
    List<LocalBuild> all = builds.all();
    for (LocalBuild build : all.stream().limit(limit).toList()) {
      build.about().ifPresent(about -> session.console().write(json ? json(build, about) : ""));
      if (!json) {
        build.about().ifPresent(about -> session.console().print(line(build, about)));
      }
    }
    if (all.isEmpty() && !json) {
      session.console().print(Line.of(session.texts().get("build.none")));
    }
    return ExitCode.SUCCESS;
  }

  private String json(LocalBuild build, LocalBuild.About about) {
    return new JsonLine()
        .with("number", build.number())
        .with("pipeline", about.pipeline())
        .with("file", about.file().toString())
        .with("status", statusWord(build, about.status()))
        .with("startedAt", about.startedAt().toString())
        .with("endedAt", about.endedAt().map(Object::toString))
        .toString();
  }

  private Line line(LocalBuild build, LocalBuild.About about) {
    String took =
        about
            .endedAt()
            .map(end -> Texts.duration(Duration.between(about.startedAt(), end)))
            .orElse("");
    String word = statusWord(build, about.status()).toLowerCase(Locale.ROOT);
    return symbol(about.status())
        .plus(Style.FAINT, " #" + build.number() + "  ")
        .plus(Style.BOLD, SafeText.plain(about.pipeline()))
        .plus(Style.PLAIN, "  " + session.texts().get("status." + word))
        .plus(Style.FAINT, "  " + took + "  " + about.startedAt().toString().substring(0, 19));
  }

  private Line symbol(Optional<BuildStatus> status) {
    return symbols.of(status.orElse(BuildStatus.CANCELED), session.clock().instant());
  }

  /** What a build is: its end, or running, or interrupted when its process is gone. */
  private static String statusWord(LocalBuild build, Optional<BuildStatus> status) {
    return status
        .filter(BuildStatus::isFinished)
        .map(BuildStatus::name)
        .orElseGet(() -> build.isLive() ? "RUNNING" : "INTERRUPTED");
  }

  /** {@code build show}: stages, jobs and tasks. */
  public ExitCode show(Optional<String> number, boolean json) {
    Optional<LocalBuild> found = find(number);
    if (found.isEmpty()) {
      return ExitCode.INVALID;
    }
    LocalBuild local = found.get();
    // Asked before it is read: a build that ends meanwhile is shown with its end.
    boolean isLive = local.isLive();
    Optional<Build> build = local.load();
    Optional<LocalBuild.About> about = local.about();
    if (build.isEmpty() || about.isEmpty()) {
      session.complain("build.never-began", local.number());
      return ExitCode.INVALID;
    }
    boolean isInterrupted =
        !isLive
            && (!build.get().status().isFinished()
                || LocalPlatform.hasEndedInterrupted(build.get()));
    String word = isInterrupted ? "INTERRUPTED" : build.get().status().name();
    if (json) {
      session.console().write(new BuildJson(session.texts()).lines(build.get(), word));
      return ExitCode.SUCCESS;
    }
    session
        .console()
        .print(
            new WholeTree(session.texts(), symbols)
                .lines(build.get(), isInterrupted, session.clock().instant()));
    if (isInterrupted) {
      session
          .console()
          .print(
              Line.of(Style.YELLOW, session.texts().get("build.interrupted"))
                  .plus(Style.CYAN, " millrace run " + about.get().file() + " --from-failed"));
    }
    return ExitCode.SUCCESS;
  }

  /** {@code build why}: what each part of it waits for. */
  public ExitCode why(Optional<String> number, boolean json) {
    Optional<LocalBuild> found = find(number);
    if (found.isEmpty()) {
      return ExitCode.INVALID;
    }
    // Asked before it is read: a build that ends meanwhile waits for nothing.
    boolean isLive = found.get().isLive();
    Optional<LocalBuild.Known> known = found.get().known();
    if (known.isEmpty()) {
      session.complain("build.never-began", found.get().number());
      return ExitCode.INVALID;
    }
    Build build = known.get().build();
    List<Wait> waits =
        isLive || build.status().isFinished()
            ? WaitingFor.in(build, known.get().around())
            : List.of(Wait.forItsProcess());
    if (json) {
      session.console().write(new WaitJson(session.texts()).lines(waits));
    } else if (waits.isEmpty()) {
      session.console().print(Line.of(session.texts().get("why.nothing", found.get().number())));
    } else {
      session
          .console()
          .print(new WaitTable(session.texts()).lines(waits, session.clock().instant()));
    }
    return ExitCode.SUCCESS;
  }

  private Optional<LocalBuild> find(Optional<String> number) {
    Optional<LocalBuild> found =
        number.isEmpty()
            ? builds.all().stream().findFirst()
            : number
                .filter(text -> text.matches("#?[0-9]{1,18}"))
                .flatMap(text -> builds.find(Long.parseLong(text.replace("#", ""))));
    if (found.isEmpty()) {
      session.complain(
          number.isEmpty() ? "build.none" : "build.unknown",
          number.map(SafeText::plain).orElse(""));
    }
    return found;
  }

  /**
   * {@code build logs}: everything printed, task by task; of a task that ran again, its last run.
   */
  public ExitCode logs(Optional<String> number, List<String> jobs) {
    Optional<LocalBuild> found = find(number);
    if (found.isEmpty()) {
      return ExitCode.INVALID;
    }
    Optional<Build> build = found.get().load();
    if (build.isEmpty()) {
      session.complain("build.never-began", found.get().number());
      return ExitCode.INVALID;
    }
    List<JobState> wanted =
        build.get().stages().stream()
            .flatMap(stage -> stage.jobs().stream())
            .filter(job -> jobs.isEmpty() || jobs.contains(job.id().value()))
            .toList();
    if (wanted.isEmpty()) {
      session.complain("build.no-such-job", SafeText.plain(String.join(", ", jobs)));
      return ExitCode.INVALID;
    }
    try (LogReader logs = FileBuildLogs.openToRead(found.get().logs())) {
      wanted.forEach(job -> print(found.get(), job, logs));
    }
    return ExitCode.SUCCESS;
  }

  private void print(LocalBuild local, JobState job, LogReader logs) {
    for (TaskState task : job.tasks()) {
      if (task.startedAt().isPresent()) {
        String prefix =
            SafeText.plain(job.name())
                + " "
                + symbols.into()
                + " "
                + SafeText.plain(task.definition().displayName())
                + " | ";
        var key = new LogKey(local.id(), task.id(), task.attempt(), task.retry());
        print(Line.of(Style.FAINT, prefix), logs, key);
      }
    }
  }

  private void print(Line prefix, LogReader logs, LogKey key) {
    LogSlice slice = logs.read(key, 0, LINES_AT_ONCE);
    while (slice.count() > 0 && !session.console().isBroken()) {
      List<Line> lines = new ArrayList<>(slice.count());
      for (LogLine line : slice.lines()) {
        lines.add(prefix.plus(SafeText.line(line.text(), Style.PLAIN)));
      }
      session.console().print(lines);
      slice = logs.read(key, slice.nextLine(), LINES_AT_ONCE);
    }
  }
}
