package dev.millrace.cli.client;

import dev.millrace.cli.session.ExitCode;
import dev.millrace.cli.session.Session;
import dev.millrace.cli.terminal.Line;
import dev.millrace.cli.terminal.SafeText;
import dev.millrace.cli.terminal.Style;
import dev.millrace.cli.text.Texts;
import dev.millrace.cli.view.Symbols;
import dev.millrace.engine.state.BuildStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;

/** Follows a build to its end: what becomes of its parts, and what its tasks print. */
final class BuildFollowing {
  private static final Set<String> OVER =
      Set.of("SUCCEED", "FAILED", "CANCELED", "QUEUE_TIMEOUT", "STAGE_SUCCESS");

  /** What is told when a part comes to it; that something waits its turn is no news. */
  private static final Set<String> TOLD =
      Set.of("RUNNING", "SUCCEED", "FAILED", "CANCELED", "PAUSE", "REVIEWING", "EXEC_TIMEOUT");

  private final Session session;
  private final Api api;
  private final Printing printing;
  private final Symbols symbols;

  /** The last status of each part that was told. */
  private final Map<String, String> told = new HashMap<>();

  private final Map<String, Thread> logs = new HashMap<>();
  private final ConcurrentLinkedQueue<ClientError> lost = new ConcurrentLinkedQueue<>();

  BuildFollowing(Session session, Api api, Printing printing) {
    this.session = session;
    this.api = api;
    this.printing = printing;
    this.symbols = session.console().showsUnicode() ? Symbols.UNICODE : Symbols.ASCII;
  }

  /** {@code build watch}: blocks until the build is over; its end as an exit code. */
  ExitCode watch(String project, RemoteBuild build) {
    RemoteBuild end = follow(project, build, true, List.of());
    if (!printing.json()) {
      session.console().print(end(end));
    }
    return exit(end.status());
  }

  /** {@code build logs --follow}: of these jobs, all if none is named. */
  void logs(String project, RemoteBuild build, List<String> jobs) {
    var _ = follow(project, build, false, jobs);
  }

  private RemoteBuild follow(
      String project, RemoteBuild build, boolean tellsParts, List<String> jobs) {
    String path =
        ProjectCommands.PROJECTS
            + "/"
            + Api.segment(project)
            + "/events?build="
            + Api.segment(RemoteBuild.id(build.summary()));
    var seen = new ArrayList<RemoteBuild>();
    new EventFeed(api, path)
        .follow((_, _, isLast) -> isLast && look(build.path(), tellsParts, jobs, seen));
    logs.values().forEach(BuildFollowing::join);
    if (!lost.isEmpty()) {
      throw lost.element();
    }
    return seen.getLast();
  }

  /** Looks at the build as it is now; whether it is over. */
  private boolean look(String path, boolean tellsParts, List<String> jobs, List<RemoteBuild> seen) {
    var now = new RemoteBuild(path, api.get(path));
    seen.clear();
    seen.add(now);
    if (tellsParts) {
      tell("build", now.shown(), now.summary());
      for (JsonNode stage : now.stages()) {
        tell("stage", stage.path("name").asString(""), stage);
        RemoteBuild.jobs(stage).forEach(job -> tell("job", job.path("name").asString(""), job));
      }
    }
    for (RemoteBuild.Task task : now.tasks()) {
      boolean isWanted = jobs.isEmpty() || jobs.contains(RemoteBuild.id(task.job()));
      if (task.hasStarted() && isWanted) {
        var _ =
            logs.computeIfAbsent(
                task.execution(), _ -> Thread.ofVirtual().start(() -> print(path, task)));
      }
    }
    return OVER.contains(now.status());
  }

  private void tell(String kind, String name, JsonNode part) {
    String status = part.path("status").asString("");
    String before = told.put(kind + " " + RemoteBuild.id(part), status);
    if (status.equals(before) || !TOLD.contains(status) || kind.equals("build")) {
      return;
    }
    if (printing.json()) {
      var _ = printing.asJson(part);
      return;
    }
    session
        .console()
        .print(
            Line.of(Style.BOLD, SafeText.plain(name))
                .plus(Style.PLAIN, ": " + printing.status(status)));
  }

  private void print(String build, RemoteBuild.Task task) {
    String path =
        build
            + "/logs/"
            + Api.segment(RemoteBuild.id(task.job()))
            + "/"
            + Api.segment(RemoteBuild.id(task.task()))
            + "/follow?attempt="
            + task.task().path("attempt").asInt(1)
            + "&retry="
            + task.task().path("retry").asInt(0);
    Line prefix = prefix(task);
    try {
      new EventFeed(api, path)
          .follow((kind, data, _) -> {
            if (kind.equals("line")) {
              print(prefix, Api.read(data), task);
            }
            return kind.equals("end");
          });
    } catch (ClientError failure) {
      lost.add(failure);
    }
  }

  private void print(Line prefix, JsonNode line, RemoteBuild.Task task) {
    if (printing.json()) {
      session
          .console()
          .write(
              new dev.millrace.cli.json.JsonLine()
                  .with("job", RemoteBuild.id(task.job()))
                  .with("task", RemoteBuild.id(task.task()))
                  .with("line", line.path("number").asLong(0))
                  .with("kind", line.path("kind").asString(""))
                  .with("text", line.path("text").asString(""))
                  .toString());
    } else {
      session
          .console()
          .print(prefix.plus(SafeText.line(line.path("text").asString(""), Style.PLAIN)));
    }
  }

  /** {@code job › task | }, as in front of each line of a run on this machine. */
  Line prefix(RemoteBuild.Task task) {
    return Line.of(
        Style.FAINT,
        SafeText.plain(task.job().path("name").asString(""))
            + " "
            + symbols.into()
            + " "
            + SafeText.plain(task.task().path("name").asString(""))
            + " | ");
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw ClientError.unable("client.stopped", String.valueOf(stop.getMessage()));
    }
  }

  private Line end(RemoteBuild build) {
    String began = build.summary().path("startedAt").asString("");
    String ended = build.summary().path("endedAt").asString("");
    Duration took =
        began.isEmpty() || ended.isEmpty()
            ? Duration.ZERO
            : Duration.between(Instant.parse(began), Instant.parse(ended));
    String key = "build." + build.status().toLowerCase(java.util.Locale.ROOT);
    return symbols
        .of(BuildStatus.valueOf(build.status()), session.clock().instant())
        .plus(Style.BOLD, " " + SafeText.plain(build.shown()))
        .plus(Style.PLAIN, " " + printing.text(key, Texts.duration(took)));
  }

  private static ExitCode exit(String status) {
    return switch (status) {
      case "SUCCEED" -> ExitCode.SUCCESS;
      case "STAGE_SUCCESS" -> ExitCode.REJECTED;
      case "CANCELED" -> ExitCode.INTERRUPTED;
      default -> ExitCode.BUILD_FAILED;
    };
  }
}
