package dev.millrace.server.pipelines.http;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.server.http.Call;
import dev.millrace.server.pipelines.PipelineEntry;
import dev.millrace.server.pipelines.PipelineIds;
import dev.millrace.server.pipelines.PipelineRefused;
import dev.millrace.server.pipelines.PipelineWording;
import dev.millrace.server.pipelines.Pipelines;
import dev.millrace.server.pipelines.Refusal;
import dev.millrace.server.pipelines.VersionNumber;
import dev.millrace.server.projects.Project;
import dev.millrace.server.projects.Projects;
import java.util.Optional;

/** What the paths of this room name. */
record PipelinePath(Projects projects, Pipelines pipelines) {
  static final String PIPELINES = "/api/v1/projects/{project}/pipelines";
  static final String PIPELINE = PIPELINES + "/{pipeline}";
  static final String DRAFT = PIPELINE + "/draft";
  static final String VERSIONS = PIPELINE + "/versions";
  static final String VERSION = VERSIONS + "/{number}";

  private static final int SHOWN = 64;

  /** The project, in which something is about to be changed. */
  Project toChangeIn(Call call) {
    return projects.requireEnabled(call.project());
  }

  /** The pipeline, which is about to be changed. */
  PipelineEntry toChange(Call call) {
    Project project = toChangeIn(call);
    return of(call, id -> pipelines.find(project.id(), id));
  }

  /** The pipeline, which may be a deleted one and is about to be changed. */
  PipelineEntry toRestore(Call call) {
    Project project = toChangeIn(call);
    return of(call, id -> pipelines.findEvenDeleted(project.id(), id));
  }

  /** The pipeline. */
  PipelineEntry toSee(Call call) {
    Project project = projects.find(call.project());
    return of(call, id -> pipelines.find(project.id(), id));
  }

  private interface Finder {
    Optional<PipelineEntry> find(PipelineId id);
  }

  private static PipelineEntry of(Call call, Finder finder) {
    String id = call.path("pipeline");
    return Optional.of(id)
        .filter(PipelineIds::isId)
        .map(PipelineId::new)
        .flatMap(finder::find)
        .orElseThrow(() -> none(PipelineWording.NO_PIPELINE, shortened(id)));
  }

  /** The number of a version; there need not be one. */
  static VersionNumber version(Call call, PipelineEntry entry) {
    String number = call.path("number");
    return VersionNumber.of(number)
        .orElseThrow(() -> none(PipelineWording.NO_VERSION, entry.name(), shortened(number)));
  }

  /** Where a pipeline is found. */
  static String location(Call call, PipelineEntry entry) {
    return "/api/v1/projects/" + call.project() + "/pipelines/" + entry.id();
  }

  private static PipelineRefused none(PipelineWording wording, Object... pieces) {
    return new PipelineRefused(new Refusal.NotFound(wording.of(pieces)));
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
