package dev.millrace.cli.client;

import dev.millrace.cli.arguments.Invocation;
import dev.millrace.cli.session.ExitCode;
import dev.millrace.cli.session.Session;
import dev.millrace.cli.terminal.Line;
import dev.millrace.cli.terminal.SafeText;
import dev.millrace.cli.terminal.Style;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Lists, shows, follows and steers the builds of a project. */
final class RemoteBuildCommands {
  private static final int USUALLY_LISTED = 20;

  private final Session session;
  private final Api api;
  private final String project;
  private final Printing printing;
  private final BuildFollowing following;

  RemoteBuildCommands(Session session, Api api, String project, Printing printing) {
    this.session = session;
    this.api = api;
    this.project = project;
    this.printing = printing;
    this.following = new BuildFollowing(session, api, printing);
  }

  private RemoteBuild build(Invocation invocation) {
    return RemoteBuild.find(
        api, project, invocation.operands().stream().findFirst(), invocation.value("pipeline"));
  }

  /** {@code build list}: newest first. */
  ExitCode list(Invocation invocation) {
    String given = invocation.value("limit").orElse(Integer.toString(USUALLY_LISTED));
    if (!given.matches("[1-9][0-9]{0,3}")) {
      throw ClientError.wrong("usage.bad-number", "--limit", given, 1, 9_999);
    }
    int most = Integer.parseInt(given);
    String pipeline =
        invocation
            .value("pipeline")
            .map(name -> RemoteBuild.id(new RemotePipelines(api, project).named(name)))
            .map(id -> "&pipeline=" + Api.segment(id))
            .orElse("");
    String path =
        ProjectCommands.PROJECTS
            + "/"
            + Api.segment(project)
            + "/builds?limit="
            + Math.min(most, 100);
    List<JsonNode> builds = api.list(path + pipeline, most);
    if (printing.json()) {
      builds.forEach(printing::asJson);
    } else if (builds.isEmpty()) {
      printing.say("client.no-builds");
    } else {
      printing.table(builds.stream().map(this::row).toList());
    }
    return ExitCode.SUCCESS;
  }

  private List<String> row(JsonNode build) {
    return List.of(
        build.path("pipelineName").asString("") + " #" + build.path("number").asLong(0),
        printing.status(build.path("status").asString("")),
        Printing.moment(build.path("createdAt").asString("")),
        build.path("startedBy").asString(""),
        RemoteBuild.id(build),
        build.path("remark").asString(""));
  }

  /** {@code build show}: stages, jobs and tasks, and why something did not succeed. */
  ExitCode show(Invocation invocation) {
    RemoteBuild build = build(invocation);
    if (printing.asJson(build.detail())) {
      return ExitCode.SUCCESS;
    }
    printing.table(List.of(row(build.summary())));
    for (JsonNode stage : build.stages()) {
      part("", stage);
      for (JsonNode job : RemoteBuild.jobs(stage)) {
        part("  ", job);
        job.path("tasks").forEach(task -> part("    ", task));
      }
    }
    return ExitCode.SUCCESS;
  }

  private void part(String indent, JsonNode part) {
    Line line =
        Line.of(indent)
            .plus(Style.BOLD, SafeText.plain(part.path("name").asString("")))
            .plus(Style.PLAIN, "  " + part.path("status").asString(""))
            .plus(Style.FAINT, "  " + SafeText.plain(RemoteBuild.id(part)));
    session.console().print(line);
    String why = part.path("failure").path("message").asString("");
    if (!why.isEmpty()) {
      session.console().print(Line.of(Style.RED, indent + "  " + SafeText.plain(why)));
    }
  }

  /** {@code build why}: what each part waits for. */
  ExitCode why(Invocation invocation) {
    RemoteBuild build = build(invocation);
    JsonNode why = api.get(build.path() + "/why");
    if (printing.asJson(why)) {
      return ExitCode.SUCCESS;
    }
    if (why.path("waits").isEmpty()) {
      printing.say("why.nothing", build.shown());
    }
    for (JsonNode wait : why.path("waits")) {
      session
          .console()
          .print(
              Line.of(Style.BOLD, plain(wait.path("place").path("text")))
                  .plus(
                      Style.PLAIN,
                      "  " + printing.text("why.waits", plain(wait.path("waitsFor")))));
      if (wait.has("heldBy")) {
        printing.say("client.below", printing.text("why.held", plain(wait.path("heldBy"))));
      }
      printing.say("client.below", printing.text("why.freed", plain(wait.path("freedBy"))));
    }
    return ExitCode.SUCCESS;
  }

  private static String plain(JsonNode text) {
    return SafeText.plain(text.asString(""));
  }

  /** {@code build watch}. */
  ExitCode watch(Invocation invocation) {
    return following.watch(project, build(invocation));
  }

  /** Follows a build just started or continued, if that is wanted. */
  ExitCode watchIfWanted(Invocation invocation, String id) {
    return invocation.has("watch")
        ? following.watch(
            project, RemoteBuild.find(api, project, Optional.of(id), Optional.empty()))
        : ExitCode.SUCCESS;
  }

  /** {@code build logs}: what the tasks printed in their last executions, or as they print it. */
  ExitCode logs(Invocation invocation) {
    RemoteBuild build = build(invocation);
    List<String> jobs = invocation.values("job");
    if (invocation.has("follow")) {
      following.logs(project, build, jobs);
      return ExitCode.SUCCESS;
    }
    for (RemoteBuild.Task task : build.tasks()) {
      if (task.hasStarted() && (jobs.isEmpty() || jobs.contains(RemoteBuild.id(task.job())))) {
        Line prefix = following.prefix(task);
        String path =
            build.path()
                + "/logs/"
                + Api.segment(RemoteBuild.id(task.job()))
                + "/"
                + Api.segment(RemoteBuild.id(task.task()))
                + "/text";
        var lines = new ArrayList<Line>();
        api.text(path)
            .lines()
            .forEach(line -> lines.add(prefix.plus(SafeText.line(line, Style.PLAIN))));
        session.console().print(lines);
      }
    }
    return ExitCode.SUCCESS;
  }

  /** {@code build stop}: all of it, a job or a task. */
  ExitCode stop(Invocation invocation) {
    RemoteBuild build = build(invocation);
    var body = new HashMap<String, Object>();
    invocation.value("job").ifPresent(job -> body.put("job", job));
    invocation
        .value("task")
        .ifPresent(task -> body.put("task", RemoteBuild.id(task(invocation, build).task())));
    if (invocation.has("forced")) {
      body.put("forced", true);
    }
    return told(api.post(build.path() + "/cancel", body), "client.stopping");
  }

  /** {@code build retry}: all of it, from what failed, a job, or from a task on. */
  ExitCode retry(Invocation invocation) {
    RemoteBuild build = build(invocation);
    var body = new HashMap<String, Object>();
    if (invocation.has("task")) {
      body.put("scope", "task");
      body.put("job", invocation.value("job").orElse(""));
      body.put("task", RemoteBuild.id(task(invocation, build).task()));
    } else if (invocation.has("job")) {
      body.put("scope", "job");
      body.put("job", invocation.value("job").orElse(""));
    } else {
      body.put("scope", invocation.has("from-failed") ? "failed" : "whole");
    }
    var _ = told(api.post(build.path() + "/retry", body), "client.retried");
    return watchIfWanted(invocation, RemoteBuild.id(build.summary()));
  }

  /** {@code build skip}: goes on behind a task that failed. */
  ExitCode skip(Invocation invocation) {
    RemoteBuild build = build(invocation);
    RemoteBuild.Task task = task(invocation, build);
    var body =
        Map.of(
            "scope", "skip",
            "job", RemoteBuild.id(task.job()),
            "task", RemoteBuild.id(task.task()));
    return told(api.post(build.path() + "/retry", body), "client.retried");
  }

  /** {@code build restart}: a new build with the same values. */
  ExitCode restart(Invocation invocation) {
    RemoteBuild build = build(invocation);
    var body = new HashMap<String, Object>();
    invocation.value("remark").ifPresent(remark -> body.put("remark", remark));
    JsonNode made = api.post(build.path() + "/restart", body);
    var _ = told(made, "client.restarted");
    return watchIfWanted(invocation, RemoteBuild.id(made));
  }

  /** {@code build remark}. */
  ExitCode remark(Invocation invocation) {
    RemoteBuild build = build(invocation);
    var body = Map.of("remark", invocation.operands().get(1));
    return told(api.change("PUT", build.path() + "/remark", body), "client.remarked");
  }

  /** {@code build approve}, {@code reject}, {@code continue}: answers what the build asks. */
  ExitCode answer(Invocation invocation, Question.Kind kind) {
    RemoteBuild build = build(invocation);
    Question question = Question.meant(build, invocation, kind);
    var body = new LinkedHashMap<String, Object>();
    var values = new LinkedHashMap<String, String>();
    for (String fill : invocation.values("fill")) {
      int equals = fill.indexOf('=');
      if (equals < 1) {
        throw ClientError.wrong("usage.bad-variable", fill);
      }
      values.put(fill.substring(0, equals), fill.substring(equals + 1));
    }
    if (kind == Question.Kind.CONTINUE) {
      body.put("inputs", values);
    } else {
      body.put("approved", kind == Question.Kind.APPROVE);
      invocation.value("remark").ifPresent(remark -> body.put("suggestion", remark));
      if (!values.isEmpty()) {
        body.put("values", values);
      }
      question.group().ifPresent(group -> body.put("group", group));
    }
    return told(api.post(build.path() + question.path(), body), "client.answered");
  }

  private static RemoteBuild.Task task(Invocation invocation, RemoteBuild build) {
    Optional<String> job = invocation.value("job");
    Optional<String> task = invocation.value("task");
    if (job.isEmpty() || task.isEmpty()) {
      throw ClientError.wrong("client.job-and-task");
    }
    return build.task(job.get(), task.get());
  }

  private ExitCode told(JsonNode build, String key) {
    if (!printing.asJson(build)) {
      printing.say(
          key,
          build.path("pipelineName").asString("") + " #" + build.path("number").asLong(0),
          RemoteBuild.id(build));
    }
    return ExitCode.SUCCESS;
  }
}
