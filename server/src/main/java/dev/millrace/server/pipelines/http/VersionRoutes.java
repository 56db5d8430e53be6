package dev.millrace.server.pipelines.http;

import static dev.millrace.server.pipelines.http.PipelinePath.PIPELINE;
import static dev.millrace.server.pipelines.http.PipelinePath.VERSION;
import static dev.millrace.server.pipelines.http.PipelinePath.VERSIONS;

import dev.millrace.server.access.Permission;
import dev.millrace.server.http.Answer;
import dev.millrace.server.http.Call;
import dev.millrace.server.http.Needs;
import dev.millrace.server.http.Query;
import dev.millrace.server.http.Reply;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.json.Cursor;
import dev.millrace.server.http.json.Page;
import dev.millrace.server.http.problem.HttpWording;
import dev.millrace.server.http.problem.Refused;
import dev.millrace.server.pipelines.DefinitionFormat;
import dev.millrace.server.pipelines.PipelineEntry;
import dev.millrace.server.pipelines.PipelineLimits;
import dev.millrace.server.pipelines.PipelineVersions;
import dev.millrace.server.pipelines.Pipelines;
import dev.millrace.server.pipelines.RunnablePipelines;
import dev.millrace.server.pipelines.Version;
import dev.millrace.server.pipelines.VersionChoice;
import dev.millrace.server.pipelines.VersionNumber;
import dev.millrace.server.pipelines.http.VersionView.VersionList;
import dev.millrace.server.pipelines.http.VersionView.VersionText;
import dev.millrace.server.projects.Projects;
import java.util.List;
import java.util.Optional;

/** Shows what versions of a pipeline say, compares them, and gives them as files and forms. */
public final class VersionRoutes {
  private static final VersionChoice NEWEST = new VersionChoice.Newest();

  private static final Query<Optional<String>> CURSOR = Query.cursor();

  /** One less than the room gives, so that one more can be asked for. */
  private static final Query<Integer> LIMIT = Query.limit(50, PipelineLimits.PAGE_MAX - 1);

  private static final Query<VersionChoice> FROM = choice("from", "the one version", NEWEST);
  private static final Query<VersionChoice> TO =
      choice("to", "the other version", new VersionChoice.Draft());
  private static final Query<VersionChoice> WHICH = choice("version", "which version", NEWEST);
  private static final Query<Optional<DefinitionFormat>> FORMAT =
      Query.choice("format", "how it is written; YAML if not given", DefinitionFormat.class);

  private final PipelineVersions versions;
  private final RunnablePipelines runnable;
  private final PipelinePath path;

  public VersionRoutes(
      PipelineVersions versions,
      RunnablePipelines runnable,
      Pipelines pipelines,
      Projects projects) {
    this.versions = versions;
    this.runnable = runnable;
    this.path = new PipelinePath(projects, pipelines);
  }

  private static Query<VersionChoice> choice(String name, String description, VersionChoice usual) {
    String shown = usual instanceof VersionChoice.Draft ? "draft" : "newest";
    return new Query<>(
        name,
        description + ": newest, draft or a number; " + shown + " if not given",
        Query.Type.TEXT,
        List.of(),
        0,
        10,
        text -> text.map(given -> choice(name, given)).orElse(usual));
  }

  private static VersionChoice choice(String name, String given) {
    return switch (given) {
      case "newest" -> NEWEST;
      case "draft" -> new VersionChoice.Draft();
      default ->
          VersionNumber.of(given)
              .map(VersionChoice.Numbered::new)
              .orElseThrow(() ->
                  Refused.invalid(
                      HttpWording.NOT_ONE_OF.of(
                          name,
                          given.length() <= 64 ? given : given.substring(0, 64) + "…",
                          "newest, draft, 1, 2, 3 …")));
    };
  }

  public List<Route> routes() {
    return List.of(
        Route.get("list-versions", VERSIONS)
            .summary("Lists the versions of a pipeline, newest first, the draft among them")
            .needs(Needs.in(Permission.VIEW_PIPELINE))
            .query(CURSOR, LIMIT)
            .answers(VersionList.class)
            .by(this::list),
        Route.get("get-version", VERSION)
            .summary("Shows a version with all it says")
            .needs(Needs.in(Permission.VIEW_PIPELINE))
            .answers(VersionText.class)
            .by(this::show),
        Route.delete("delete-version", VERSION)
            .summary("Removes a release that is not the newest and that nothing refers to")
            .needs(Needs.in(Permission.EDIT_PIPELINE))
            .answers(new Reply.Done())
            .by(this::delete),
        Route.get("compare-versions", PIPELINE + "/diff")
            .summary("Shows what must be changed in one version for it to say what another does")
            .needs(Needs.in(Permission.VIEW_PIPELINE))
            .query(FROM, TO)
            .answers(DiffView.class)
            .by(this::compare),
        Route.get("export-pipeline", PIPELINE + "/export")
            .summary("Gives a version as a file; what YAML has no words for stands at its top")
            .needs(Needs.in(Permission.VIEW_PIPELINE))
            .query(FORMAT, WHICH)
            .answers(
                new Reply.Bytes(VersionFile.MEDIA_TYPES, "the file, of the format that is wanted"))
            .by(this::export),
        Route.get("get-start-form", PIPELINE + "/start-form")
            .summary("Shows what whoever starts a build is asked")
            .needs(Needs.in(Permission.EXECUTE_PIPELINE))
            .query(WHICH)
            .answers(StartFormView.class)
            .by(this::form));
  }

  private Answer list(Call call) {
    PipelineEntry entry = path.toSee(call);
    int limit = call.get(LIMIT);
    Optional<VersionNumber> below =
        call.get(CURSOR)
            .map(text ->
                Cursor.read(
                    text, 1, pieces -> new VersionNumber(Integer.parseInt(pieces.getFirst()))));
    Page<Version> page =
        Page.of(
            versions.list(entry.id(), below, limit + 1),
            limit,
            version -> Cursor.of(version.number()));
    return Answer.ok(
        new VersionList(page.items().stream().map(VersionView::of).toList(), page.next()));
  }

  private Answer show(Call call) {
    PipelineEntry entry = path.toSee(call);
    var choice = new VersionChoice.Numbered(PipelinePath.version(call, entry));
    return Answer.ok(VersionText.of(versions.find(entry.id(), choice)));
  }

  private Answer delete(Call call) {
    PipelineEntry entry = path.toChange(call);
    var _ = versions.delete(call.actor(), entry.id(), PipelinePath.version(call, entry));
    return Answer.done();
  }

  private Answer compare(Call call) {
    PipelineEntry entry = path.toSee(call);
    return Answer.ok(DiffView.of(versions.diff(entry.id(), call.get(FROM), call.get(TO))));
  }

  private Answer export(Call call) {
    PipelineEntry entry = path.toSee(call);
    VersionChoice choice = call.get(WHICH);
    DefinitionFormat format = call.get(FORMAT).orElse(DefinitionFormat.YAML);
    DefinitionFormat kept = versions.find(entry.id(), choice).definition().format();
    return VersionFile.of(entry, versions.export(entry.id(), choice, format), kept, call);
  }

  private Answer form(Call call) {
    PipelineEntry entry = path.toSee(call);
    return Answer.ok(
        StartFormView.of(runnable.find(entry.project(), entry.id(), call.get(WHICH)).startForm()));
  }
}
