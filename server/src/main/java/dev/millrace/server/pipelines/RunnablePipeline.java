package dev.millrace.server.pipelines;

import dev.millrace.engine.StartCheck;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.server.builds.queues.StartRequest;
import dev.millrace.wording.Sentence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/**
 * A version of a pipeline, ready to be started.
 *
 * @param pipeline expanded, with its name and every setting that is in force
 */
public record RunnablePipeline(PipelineEntry entry, Version version, Pipeline pipeline) {
  private static final String DEBUG = ":debug";

  /** Runs of a draft are for its authors only. */
  public boolean isDebug() {
    return version.release().isEmpty();
  }

  /**
   * As what its builds run. Those of a draft run as a pipeline of their own, {@code p-…:debug}: so
   * their numbers count apart and they wait in a queue of their own, {@code pipeline:p-…:debug}. A
   * concurrency group they share with all others, since it guards something outside.
   */
  public PipelineId runsAs() {
    return isDebug() ? new PipelineId(entry.id() + DEBUG) : entry.id();
  }

  /** The pipeline that builds run as {@code id} belong to. */
  public static PipelineId ownerOf(PipelineId id) {
    return id.value().endsWith(DEBUG)
        ? new PipelineId(id.value().substring(0, id.value().length() - DEBUG.length()))
        : id;
  }

  /** What the platform gives a build of it: which pipeline it is, and whose. */
  public SequencedMap<String, VariableValue> builtIn() {
    var given = new LinkedHashMap<String, VariableValue>();
    put(given, "BK_CI_PIPELINE_ID", entry.id().value());
    put(given, "BK_CI_PIPELINE_VERSION", version.number().toString());
    put(given, "BK_CI_PIPELINE_CREATE_USER", entry.creator().value());
    put(given, "BK_CI_PIPELINE_UPDATE_USER", version.by().value());
    if (isDebug()) {
      put(given, "ci.debug", "true");
    }
    return given;
  }

  private static void put(SequencedMap<String, VariableValue> given, String name, String value) {
    given.put(name, new VariableValue(value, true, false));
  }

  /** What to ask whoever starts it. */
  public StartForm startForm() {
    return StartForm.of(pipeline);
  }

  /** Everything that speaks against a start with these values; empty: nothing. */
  public List<Sentence> problemsWith(SequencedMap<String, String> parameters) {
    return StartCheck.problemsOf(
        request(new BuildId("checked"), parameters, new LinkedHashMap<>()).unnumbered());
  }

  /**
   * The wish to run it.
   *
   * @param parameters values given, by name of a variable
   * @param more what the platform gives besides {@link #builtIn}, such as who starts it
   */
  public StartRequest request(
      BuildId id,
      SequencedMap<String, String> parameters,
      SequencedMap<String, VariableValue> more) {
    var given = new LinkedHashMap<>(builtIn());
    given.putAll(more);
    return new StartRequest(
        id, entry.project(), runsAs(), pipeline, parameters, given, Set.of(), 1, false, List.of());
  }
}
