package dev.millrace.cli.client;

import dev.millrace.cli.arguments.Invocation;
import dev.millrace.cli.session.ExitCode;
import dev.millrace.cli.session.Session;
import dev.millrace.cli.terminal.Line;
import dev.millrace.cli.terminal.SafeText;
import dev.millrace.cli.terminal.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Lists, shows, makes and changes the pipelines of a project, and starts builds of them. */
final class PipelineCommands {
  private final Session session;
  private final Api api;
  private final RemotePipelines pipelines;
  private final Printing printing;

  PipelineCommands(Session session, Api api, String project, Printing printing) {
    this.session = session;
    this.api = api;
    this.pipelines = new RemotePipelines(api, project);
    this.printing = printing;
  }

  /** {@code pipeline list}: by their names. */
  ExitCode list(boolean deleted) {
    List<JsonNode> all = pipelines.all(deleted);
    if (printing.json()) {
      all.forEach(printing::asJson);
    } else if (all.isEmpty()) {
      printing.say("client.no-pipelines");
    } else {
      printing.table(all.stream().map(this::row).toList());
    }
    return ExitCode.SUCCESS;
  }

  private List<String> row(JsonNode pipeline) {
    JsonNode last = pipeline.path("lastBuild");
    return List.of(
        pipeline.path("name").asString(""),
        pipeline.path("id").asString(""),
        release(pipeline),
        last.isMissingNode() ? "" : "#" + last.path("number").asLong(0),
        printing.status(last.path("status").asString("")),
        Printing.moment(last.path("createdAt").asString("")));
  }

  private String release(JsonNode pipeline) {
    JsonNode newest = pipeline.path("newest");
    return newest.isMissingNode()
        ? printing.text("client.only-draft")
        : newest.path("name").asString("");
  }

  /** {@code pipeline show}. */
  ExitCode show(String name) {
    JsonNode pipeline = pipelines.named(name);
    if (!printing.asJson(pipeline)) {
      printing.table(List.of(row(pipeline)));
      printing.say(
          "client.changed-by",
          pipeline.path("changedBy").asString(""),
          Printing.moment(pipeline.path("changedAt").asString("")));
      if (pipeline.has("draft") && pipeline.has("newest")) {
        printing.say("client.has-draft");
      }
      if (!pipeline.path("enabled").asBoolean(true)) {
        printing.say("client.disabled");
      }
    }
    return ExitCode.SUCCESS;
  }

  /** {@code pipeline create}: a pipeline with a draft, released at once if wanted. */
  ExitCode create(Invocation invocation) {
    var body = new HashMap<String, Object>();
    body.put("definition", read(invocation.operands().getFirst()));
    invocation.value("name").ifPresent(name -> body.put("name", name));
    JsonNode made = api.post(pipelines.path(), body);
    if (invocation.has("release")) {
      return released(pipelines.release(made, stamp(made), ""));
    }
    if (!printing.asJson(made)) {
      printing.say("client.made-pipeline", name(made));
    }
    return ExitCode.SUCCESS;
  }

  /** {@code pipeline import}: a pipeline from a file of another format or version. */
  ExitCode importFile(Invocation invocation) {
    var body = new HashMap<String, Object>();
    body.put("text", read(invocation.operands().getFirst()));
    invocation.value("name").ifPresent(name -> body.put("name", name));
    JsonNode made = api.post(pipelines.path() + "/import", body);
    if (!printing.asJson(made)) {
      printing.say("client.made-pipeline", name(made.path("pipeline")));
      new TextProblems(session).print(made.path("problems"));
    }
    return ExitCode.SUCCESS;
  }

  /** {@code pipeline edit}: keeps a draft, and releases it if wanted and nothing is wrong. */
  ExitCode edit(Invocation invocation) {
    JsonNode pipeline = pipelines.named(invocation.operands().getFirst());
    JsonNode draft = api.get(pipelines.path(pipeline, "/draft"));
    String before = draft.path("definition").asString("");
    Editor.Edited edited =
        invocation.operands().size() > 1
            ? new Editor.Edited(read(invocation.operands().get(1)), "")
            : new Editor(session).edit(before, draft.path("format").asString(""));
    long stamp = draft.path("stamp").asLong(0);
    if (!edited.text().equals(before)) {
      stamp = save(pipeline, draft, edited);
      edited.done();
    } else if (stamp == 0 || !invocation.has("release")) {
      edited.done();
      printing.say("client.nothing-changed");
      return ExitCode.SUCCESS;
    }
    JsonNode check =
        api.post(pipelines.path(pipeline, "/draft/check"), Map.of("definition", edited.text()));
    if (!printing.asJson(check)) {
      printing.say("client.saved-draft", name(pipeline));
      if (pipeline.has("newest")) {
        printDiff(api.get(pipelines.path(pipeline, "/diff")));
      }
      new TextProblems(session).print(check.path("problems"));
      check.path("obstacles").forEach(each -> session.complain("client.refused", text(each)));
    }
    if (!check.path("releasable").asBoolean(false)) {
      return ExitCode.INVALID;
    }
    return invocation.has("release")
        ? released(pipelines.release(pipeline, stamp, invocation.value("note").orElse("")))
        : ExitCode.SUCCESS;
  }

  /** The stamp of the draft that is kept; what was written stays where it is if it can't be. */
  private long save(JsonNode pipeline, JsonNode draft, Editor.Edited edited) {
    var body = new HashMap<String, Object>();
    body.put("definition", edited.text());
    if (draft.has("base")) {
      body.put("base", draft.path("base").asInt(0));
    }
    try {
      return api.change(
              "PUT",
              pipelines.path(pipeline, "/draft"),
              body,
              RemotePipelines.ifMatch(draft.path("stamp").asLong(0)))
          .path("stamp")
          .asLong(0);
    } catch (ClientError failure) {
      if (!edited.file().isEmpty()) {
        session.complain("client.text-kept", edited.file());
      }
      throw failure;
    }
  }

  /** {@code pipeline release}. */
  ExitCode release(Invocation invocation) {
    JsonNode pipeline = pipelines.named(invocation.operands().getFirst());
    return released(
        pipelines.release(pipeline, stamp(pipeline), invocation.value("note").orElse("")));
  }

  private ExitCode released(JsonNode released) {
    if (!printing.asJson(released)) {
      printing.say(
          "client.released",
          name(released.path("pipeline")),
          released.path("version").path("name").asString(""));
      new TextProblems(session).print(released.path("warnings"));
    }
    return ExitCode.SUCCESS;
  }

  /** {@code pipeline export}: a version as a file, on the output. */
  ExitCode export(Invocation invocation) {
    JsonNode pipeline = pipelines.named(invocation.operands().getFirst());
    String query =
        "/export?version="
            + Api.segment(invocation.value("of").orElse("newest"))
            + invocation.value("as").map(format -> "&format=" + Api.segment(format)).orElse("");
    session.console().write(api.text(pipelines.path(pipeline, query)));
    return ExitCode.SUCCESS;
  }

  /** {@code pipeline start}: a build, whose id it answers. */
  String start(Invocation invocation) {
    JsonNode pipeline = pipelines.named(invocation.operands().getFirst());
    var parameters = new LinkedHashMap<String, String>();
    for (String given : invocation.values("variable")) {
      int equals = given.indexOf('=');
      if (equals < 1) {
        throw ClientError.wrong("usage.bad-variable", given);
      }
      parameters.put(given.substring(0, equals), given.substring(equals + 1));
    }
    var body = new HashMap<String, Object>();
    body.put("parameters", parameters);
    invocation.value("of").ifPresent(version -> body.put("version", version));
    invocation.value("remark").ifPresent(remark -> body.put("remark", remark));
    JsonNode build = api.post(pipelines.path(pipeline, "/builds"), body);
    if (!printing.asJson(build)) {
      printing.say(
          "client.started",
          name(pipeline),
          build.path("number").asLong(0),
          build.path("id").asString(""));
    }
    return build.path("id").asString("");
  }

  /** {@code pipeline rename}. */
  ExitCode rename(Invocation invocation) {
    JsonNode pipeline = pipelines.named(invocation.operands().getFirst());
    String wanted = invocation.operands().get(1);
    JsonNode after =
        api.change(
            "PATCH", pipelines.path(pipeline, ""), Map.of("name", wanted), revision(pipeline));
    if (!printing.asJson(after)) {
      printing.say("client.renamed", name(pipeline), name(after));
    }
    return ExitCode.SUCCESS;
  }

  /** {@code pipeline delete}: can be taken back. */
  ExitCode delete(Invocation invocation) {
    JsonNode pipeline = pipelines.named(invocation.operands().getFirst());
    var _ = api.change("DELETE", pipelines.path(pipeline, ""), Map.of(), revision(pipeline));
    if (!printing.asJson(pipeline)) {
      printing.say("client.deleted", name(pipeline));
    }
    return ExitCode.SUCCESS;
  }

  /** {@code pipeline restore}: takes the deletion back, by another name if wanted. */
  ExitCode restore(Invocation invocation) {
    JsonNode pipeline = pipelines.deleted(invocation.operands().getFirst());
    var body = new HashMap<String, Object>();
    invocation.value("name").ifPresent(name -> body.put("name", name));
    JsonNode after = api.post(pipelines.path(pipeline, "/restore"), body);
    if (!printing.asJson(after)) {
      printing.say("client.restored", name(after));
    }
    return ExitCode.SUCCESS;
  }

  /** {@code pipeline versions}: newest first. */
  ExitCode versions(String name) {
    JsonNode pipeline = pipelines.named(name);
    List<JsonNode> all = api.list(pipelines.path(pipeline, "/versions?limit=50"), 1_000);
    if (printing.json()) {
      all.forEach(printing::asJson);
    } else {
      printing.table(
          all.stream()
              .map(each ->
                  List.of(
                      Integer.toString(each.path("number").asInt(0)),
                      each.path("name").asString(printing.text("client.draft")),
                      each.path("by").asString(""),
                      Printing.moment(each.path("at").asString("")),
                      each.path("description").asString("")))
              .toList());
    }
    return ExitCode.SUCCESS;
  }

  /** {@code pipeline diff}: from the newest release to the draft unless told otherwise. */
  ExitCode diff(Invocation invocation) {
    List<String> operands = invocation.operands();
    JsonNode pipeline = pipelines.named(operands.getFirst());
    String from = operands.size() > 1 ? operands.get(1) : "newest";
    String to = operands.size() > 2 ? operands.get(2) : "draft";
    String query = "/diff?from=" + Api.segment(from) + "&to=" + Api.segment(to);
    JsonNode diff = api.get(pipelines.path(pipeline, query));
    if (!printing.asJson(diff)) {
      printDiff(diff);
    }
    return ExitCode.SUCCESS;
  }

  private void printDiff(JsonNode diff) {
    var lines = new ArrayList<Line>();
    for (JsonNode hunk : diff.path("hunks")) {
      int from = hunk.path("fromLine").asInt(0);
      int to = hunk.path("toLine").asInt(0);
      lines.add(Line.of(Style.CYAN, "@@ -" + from + " +" + to + " @@"));
      hunk.path("lines").forEach(line -> lines.add(line(line)));
    }
    for (JsonNode setting : diff.path("settings")) {
      lines.add(
          Line.of(
              SafeText.plain(
                  text(setting.path("name"))
                      + ": "
                      + text(setting.path("from"))
                      + " -> "
                      + text(setting.path("to")))));
    }
    session.console().print(lines);
  }

  private static Line line(JsonNode line) {
    String text = SafeText.plain(text(line.path("text")));
    return switch (line.path("kind").asString("")) {
      case "ADDED" -> Line.of(Style.GREEN, "+" + text);
      case "REMOVED" -> Line.of(Style.RED, "-" + text);
      default -> Line.of(" " + text);
    };
  }

  /** {@code pipeline rollback}: releases once more what an older version says. */
  ExitCode rollback(Invocation invocation) {
    JsonNode pipeline = pipelines.named(invocation.operands().getFirst());
    String number = Api.segment(invocation.operands().get(1));
    String path = pipelines.path(pipeline, "/versions/" + number + "/rollback");
    return released(api.change("POST", path, Map.of()));
  }

  private static String name(JsonNode pipeline) {
    return pipeline.path("name").asString("");
  }

  private static String text(JsonNode node) {
    return node.asString("");
  }

  private static long stamp(JsonNode pipeline) {
    if (!pipeline.has("draft")) {
      throw ClientError.wrong("client.no-draft", name(pipeline));
    }
    return pipeline.path("draft").path("stamp").asLong(0);
  }

  private static String[] revision(JsonNode pipeline) {
    return RemotePipelines.ifMatch(pipeline.path("revision").asLong(0));
  }

  private String read(String name) {
    Path file = session.folder().resolve(name);
    try {
      return Files.readString(file);
    } catch (NoSuchFileException missing) {
      throw ClientError.wrong("file.missing", name);
    } catch (CharacterCodingException binary) {
      throw ClientError.wrong("file.not-text", name);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
