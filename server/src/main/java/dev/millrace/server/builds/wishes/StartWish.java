package dev.millrace.server.builds.wishes;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.pipeline.data.Data;
import dev.millrace.server.builds.TriggerKind;
import dev.millrace.server.pipelines.VersionChoice;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Somebody wants a build of a pipeline.
 *
 * @param parameters values of variables, by name; others are as the pipeline says
 * @param trigger how it came: MANUAL, API or REMOTE
 * @param remark for lists; empty: none
 * @param key a wish that comes again with the same key, of the same person about the same pipeline,
 *     is the same build; empty: each is a build of its own
 */
public record StartWish(
    PipelineId pipeline,
    VersionChoice version,
    SequencedMap<String, String> parameters,
    TriggerKind trigger,
    String remark,
    Optional<String> key) {
  /** Characters of the longest key. */
  public static final int MAX_KEY = 255;

  public StartWish {
    parameters = Data.ordered(parameters);
    switch (trigger) {
      case MANUAL, API, REMOTE -> {}
      case SCHEDULE, REPOSITORY, CALL ->
          throw new IllegalArgumentException("nobody wants a build by " + trigger);
    }
  }
}
