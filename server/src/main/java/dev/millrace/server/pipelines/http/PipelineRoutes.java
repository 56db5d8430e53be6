package dev.millrace.server.pipelines.http;

import static dev.millrace.server.pipelines.http.PipelinePath.PIPELINE;
import static dev.millrace.server.pipelines.http.PipelinePath.PIPELINES;

import dev.millrace.server.access.Permission;
import dev.millrace.server.http.Answer;
import dev.millrace.server.http.Call;
import dev.millrace.server.http.Needs;
import dev.millrace.server.http.Reply;
import dev.millrace.server.http.Route;
import dev.millrace.server.pipelines.Definition;
import dev.millrace.server.pipelines.NewPipeline;
import dev.millrace.server.pipelines.PipelineEntry;
import dev.millrace.server.pipelines.Pipelines;
import dev.millrace.server.projects.Project;
import dev.millrace.server.projects.Projects;
import java.util.List;
import java.util.Optional;

/** Makes pipelines, shows them, and changes them as wholes. */
public final class PipelineRoutes {
  private final Pipelines pipelines;
  private final PipelinePath path;
  private final Activities activities;

  public PipelineRoutes(Pipelines pipelines, Projects projects, LastBuilds builds) {
    this.pipelines = pipelines;
    this.path = new PipelinePath(projects, pipelines);
    this.activities = new Activities(builds);
  }

  /**
   * A pipeline that is wanted.
   *
   * @param name absent: what the definition says
   * @param definition YAML or JSON; absent: a blank one
   * @param settings absent: the usual ones
   */
  public record WantedPipeline(
      Optional<String> name, Optional<String> definition, Optional<SettingsView> settings) {
    Definition said() {
      Definition text = definition.map(Definition::of).orElseGet(Definition::blank);
      return settings.map(SettingsView::settings).map(text::with).orElse(text);
    }
  }

  /**
   * A file that is to become a pipeline.
   *
   * @param name absent: what the text says
   */
  public record PipelineFile(String text, Optional<String> name) {}

  /** A new pipeline, and what is to know about the file it came from. */
  public record ImportedPipeline(PipelineView pipeline, List<ProblemView> problems) {}

  /** What a pipeline shall be called. */
  public record PipelineName(String name) {}

  /**
   * How a pipeline comes back.
   *
   * @param name absent: the one it had
   */
  public record PipelineRestoration(Optional<String> name) {}

  public List<Route> routes() {
    return List.of(
        Route.get("get-pipeline", PIPELINE)
            .summary("Shows a pipeline")
            .needs(Needs.in(Permission.VIEW_PIPELINE))
            .answers(PipelineView.class)
            .by(call -> shown(call, path.toSee(call))),
        Route.post("create-pipeline", PIPELINES)
            .summary("Makes a pipeline with a draft, which may hold anything")
            .needs(Needs.in(Permission.CREATE_PIPELINE))
            .answers(201, PipelineView.class)
            .takes(WantedPipeline.class)
            .by(this::create),
        Route.post("import-pipeline", PIPELINES + "/import")
            .summary("Makes a pipeline from a file of YAML, version 3.0 or 2.0, or of JSON")
            .needs(Needs.in(Permission.CREATE_PIPELINE))
            .answers(201, ImportedPipeline.class)
            .takes(PipelineFile.class)
            .by(this::importFile),
        Route.patch("rename-pipeline", PIPELINE)
            .summary("Gives a pipeline another name")
            .needs(Needs.in(Permission.EDIT_PIPELINE))
            .answers(PipelineView.class)
            .takes(PipelineName.class)
            .by(this::rename),
        Route.delete("delete-pipeline", PIPELINE)
            .summary("Deletes a pipeline, which can be restored for 30 days")
            .needs(Needs.in(Permission.DELETE_PIPELINE))
            .answers(new Reply.Done())
            .by(this::delete),
        Route.post("restore-pipeline", PIPELINE + "/restore")
            .summary("Takes the deletion of a pipeline back")
            .needs(Needs.in(Permission.DELETE_PIPELINE))
            .answers(PipelineView.class)
            .takes(PipelineRestoration.class)
            .by(this::restore),
        Route.post("copy-pipeline", PIPELINE + "/copy")
            .summary("Makes a pipeline that says what another's newest release does, or its draft")
            .needs(Needs.in(Permission.CREATE_PIPELINE))
            .answers(201, PipelineView.class)
            .takes(PipelineName.class)
            .by(this::copy),
        enabling("enable", "Lets builds of a pipeline start", true),
        enabling("disable", "Lets no build of a pipeline start; those that run go on", false));
  }

  private Route enabling(String verb, String summary, boolean enabled) {
    return Route.post(verb + "-pipeline", PIPELINE + "/" + verb)
        .summary(summary)
        .needs(Needs.in(Permission.EDIT_PIPELINE))
        .answers(PipelineView.class)
        .by(call -> {
          PipelineEntry entry = path.toChange(call);
          return shown(
              call, pipelines.enable(call.actor(), entry.id(), call.expectedVersion(), enabled));
        });
  }

  private Answer create(Call call, WantedPipeline wanted) {
    Project project = path.toChangeIn(call);
    int most = project.details().limits().pipelines();
    return created(
        call,
        pipelines.create(
            call.actor(), new NewPipeline(project.id(), wanted.name(), wanted.said(), most)));
  }

  private Answer importFile(Call call, PipelineFile file) {
    Project project = path.toChangeIn(call);
    Pipelines.Imported imported =
        pipelines.importText(
            call.actor(),
            project.id(),
            file.name(),
            file.text(),
            project.details().limits().pipelines());
    return Answer.created(
        PipelinePath.location(call, imported.entry()),
        new ImportedPipeline(
            activities.shown(call, imported.entry()), ProblemView.of(imported.problems(), call)));
  }

  private Answer rename(Call call, PipelineName wanted) {
    PipelineEntry entry = path.toChange(call);
    return shown(
        call, pipelines.rename(call.actor(), entry.id(), call.expectedVersion(), wanted.name()));
  }

  private Answer delete(Call call) {
    PipelineEntry entry = path.toChange(call);
    var _ = pipelines.delete(call.actor(), entry.id(), call.expectedVersion());
    return Answer.done();
  }

  private Answer restore(Call call, PipelineRestoration how) {
    PipelineEntry entry = path.toRestore(call);
    return shown(
        call, pipelines.restore(call.actor(), entry.id(), how.name(), mostPipelines(call)));
  }

  private Answer copy(Call call, PipelineName wanted) {
    PipelineEntry entry = path.toChange(call);
    return created(
        call, pipelines.copy(call.actor(), entry.id(), wanted.name(), mostPipelines(call)));
  }

  private int mostPipelines(Call call) {
    return path.toChangeIn(call).details().limits().pipelines();
  }

  private Answer created(Call call, PipelineEntry entry) {
    return Answer.created(PipelinePath.location(call, entry), activities.shown(call, entry));
  }

  private Answer shown(Call call, PipelineEntry entry) {
    return Answer.ok(activities.shown(call, entry));
  }
}
