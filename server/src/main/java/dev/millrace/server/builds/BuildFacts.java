package dev.millrace.server.builds;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.engine.state.VariableValue;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whose a build is and who began it. All of it follows from what the platform gave the build at its
 * start, which nothing changes afterwards: the rules of the engine need none of it.
 *
 * @param project empty for builds outside a server, and for those of releases that did not keep it
 * @param pipeline as what it runs; builds of a draft have an id of their own. Empty in lists of
 *     builds of releases that did not keep it
 * @param version of the pipeline, from 1
 */
public record BuildFacts(
    Optional<ProjectId> project,
    Optional<PipelineId> pipeline,
    OptionalInt version,
    Optional<String> startedBy,
    Optional<TriggerKind> trigger) {
  /** The variables of BK-CI that say them to tasks. */
  public static final String PROJECT = "BK_CI_PROJECT_NAME";

  public static final String VERSION = "BK_CI_PIPELINE_VERSION";
  public static final String STARTED_BY = "BK_CI_START_USER_ID";
  public static final String STARTED_BY_NAME = "BK_CI_START_USER_NAME";

  /** The longest texts kept; what a server gives is shorter. */
  private static final int MAX_LENGTH = 255;

  /** The facts of a build. */
  public static BuildFacts of(Build build) {
    Map<String, VariableValue> given = build.start().builtIn();
    return new BuildFacts(
        text(given, PROJECT).map(ProjectId::new),
        Optional.of(build.queueing().pipeline()),
        text(given, VERSION).map(BuildFacts::number).orElse(OptionalInt.empty()),
        text(given, STARTED_BY).or(() -> text(given, STARTED_BY_NAME)),
        text(given, TriggerKind.VARIABLE).flatMap(TriggerKind::ofValue));
  }

  private static Optional<String> text(Map<String, VariableValue> given, String name) {
    return Optional.ofNullable(given.get(name))
        .map(VariableValue::value)
        .filter(value -> !value.isEmpty())
        .map(value -> value.length() <= MAX_LENGTH ? value : value.substring(0, MAX_LENGTH));
  }

  /** A text that is no number of a version is none. */
  private static OptionalInt number(String text) {
    return text.matches("[1-9][0-9]{0,8}")
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }
}
