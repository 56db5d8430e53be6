package dev.millrace.engine.state;

import dev.millrace.pipeline.data.Data;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * What a build was started with, whatever its tasks have set since. A retry of the whole build and
 * a restart begin with it again.
 *
 * @param parameters values given at start, by name of a variable of the pipeline
 * @param builtIn variables the platform gave
 * @param onlyJobs ids of the jobs wanted; empty: all
 * @param caller the task that called it, if one did
 */
public record StartValues(
    SequencedMap<String, String> parameters,
    SequencedMap<String, VariableValue> builtIn,
    Set<String> onlyJobs,
    Optional<Caller> caller) {
  /** Nothing given, and every job wanted. */
  public static final StartValues NONE =
      new StartValues(Data.ordered(Map.of()), Data.ordered(Map.of()), Set.of(), Optional.empty());

  public StartValues {
    parameters = Data.ordered(parameters);
    builtIn = Data.ordered(builtIn);
    onlyJobs = Set.copyOf(onlyJobs);
  }
}
