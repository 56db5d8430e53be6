package dev.millrace.engine;

import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.RecommendedVersion;
import dev.millrace.pipeline.data.Data;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/** The variables that say which version of the product a build makes. */
final class VersionVariables {
  static final String BUILD_NUMBER = "BK_CI_BUILD_NO";

  private VersionVariables() {}

  /** All of them; without the last part when it is given later; none for want of a version. */
  static SequencedMap<String, String> of(Pipeline pipeline, OptionalLong number) {
    Optional<RecommendedVersion> version =
        pipeline.recommendedVersion().filter(RecommendedVersion::enabled);
    if (version.isEmpty()) {
      return Data.ordered(Map.of());
    }
    var variables = new LinkedHashMap<String, String>();
    variables.put("BK_CI_MAJOR_VERSION", version.get().major());
    variables.put("BK_CI_MINOR_VERSION", version.get().minor());
    variables.put("BK_CI_FIX_VERSION", version.get().fix());
    number.ifPresent(given -> variables.put(BUILD_NUMBER, Long.toString(given)));
    return Data.ordered(variables);
  }
}
