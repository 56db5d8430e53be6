package dev.millrace.pipeline.json;

import dev.millrace.pipeline.RecommendedVersion;
import dev.millrace.pipeline.RecommendedVersion.BuildNumberStrategy;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.variable.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The recommended version: a build number of the trigger container, and three variables with fixed
 * names. Variables that are there only for the version are marked.
 */
final class VersionJson {
  private static final String NUMBER = "buildNo";
  private static final String MARK = "versionPart";
  private static final String MAJOR = "BK_CI_MAJOR_VERSION";
  private static final String MINOR = "BK_CI_MINOR_VERSION";
  private static final String FIX = "BK_CI_FIX_VERSION";
  private static final String NONE = "0";

  private VersionJson() {}

  static boolean isPart(JsonAt param) {
    return param.own().flag(MARK, false);
  }

  static Optional<RecommendedVersion> read(JsonAt trigger, List<JsonAt> params) {
    if (!trigger.has(NUMBER)) {
      return Optional.empty();
    }
    JsonAt number = trigger.object(NUMBER);
    return Optional.of(
        new RecommendedVersion(
            number.own().flag("enabled", true),
            number.flag("required", true),
            number.flag("asInstanceInput", true),
            part(params, MAJOR),
            part(params, MINOR),
            part(params, FIX),
            number.integer(NUMBER).orElse(0),
            number
                .word("buildNoType", Tables.BUILD_NUMBERS)
                .orElse(BuildNumberStrategy.EVERY_BUILD)));
  }

  /** A marked one wins over a variable of the author. */
  private static String part(List<JsonAt> params, String name) {
    String found = NONE;
    for (JsonAt param : params) {
      if (param.text("id", "").equals(name)) {
        found = param.text("defaultValue", NONE);
        if (isPart(param)) {
          return found;
        }
      }
    }
    return found;
  }

  static ObjectNode write(RecommendedVersion version) {
    ObjectNode number =
        JsonData.object()
            .put(NUMBER, version.initialBuildNumber())
            .put("buildNoType", Tables.BUILD_NUMBERS.wordOf(version.strategy()))
            .put("required", version.allowModifyAtStartup())
            .put("asInstanceInput", version.asInstanceInput());
    if (!version.enabled()) {
      Residue.own(number).put("enabled", false);
    }
    return number;
  }

  /** Adds the parts that no variable of the pipeline gives. */
  static void writeParts(ArrayNode params, RecommendedVersion version, List<Variable> variables) {
    writePart(params, MAJOR, version.major(), variables);
    writePart(params, MINOR, version.minor(), variables);
    writePart(params, FIX, version.fix(), variables);
  }

  private static void writePart(
      ArrayNode params, String name, String value, List<Variable> variables) {
    var given = new ArrayList<Data>();
    variables.stream()
        .filter(variable -> variable.name().equals(name))
        .forEach(variable -> given.add(variable.value()));
    if (!given.isEmpty() && given.getLast().equals(Data.text(value))) {
      return;
    }
    ObjectNode node =
        params
            .addObject()
            .put("id", name)
            .put("required", true)
            .put("constant", false)
            .put("type", "STRING")
            .put("defaultValue", value)
            .put("readOnly", false);
    Residue.own(node).put(MARK, true);
  }
}
