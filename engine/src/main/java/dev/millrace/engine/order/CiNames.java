package dev.millrace.engine.order;

import dev.millrace.engine.state.Build;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The context {@code ci}: other names for build variables. Those of an event's repository, commit,
 * merge request, issue, … follow a pattern and need no table.
 */
final class CiNames {
  private static final String EVENT = "GIT_CI_";
  private static final String HOOK = "BK_CI_REPO_GIT_WEBHOOK_";

  private static final Map<String, String> NAMED =
      Map.ofEntries(
          Map.entry("project_id", "BK_CI_PROJECT_NAME"),
          Map.entry("project_name", "BK_CI_PROJECT_NAME_CN"),
          Map.entry("pipeline_id", "BK_CI_PIPELINE_ID"),
          Map.entry("pipeline_name", "BK_CI_PIPELINE_NAME"),
          Map.entry("pipeline_version", "BK_CI_PIPELINE_VERSION"),
          Map.entry("pipeline_path", "GIT_CI_YAML_PATH"),
          Map.entry("pipeline_creator", "BK_CI_PIPELINE_CREATE_USER"),
          Map.entry("pipeline_modifier", "BK_CI_PIPELINE_UPDATE_USER"),
          Map.entry("pipeline_update_user", "BK_CI_PIPELINE_UPDATE_USER"),
          Map.entry("pipeline_start_time", BuiltIns.START_TIME),
          Map.entry("pipeline_execute_time", "BK_CI_BUILD_TOTAL_TIME"),
          Map.entry("actor", "BK_CI_START_USER_NAME"),
          Map.entry("authorizer", "BK_CI_AUTHORIZER"),
          Map.entry("build_id", "BK_CI_BUILD_ID"),
          Map.entry("build_num", "BK_CI_BUILD_NUM"),
          Map.entry("build_no", "BK_CI_BUILD_NO"),
          Map.entry("build-no", "BK_CI_BUILD_NO"),
          Map.entry("build_url", "BK_CI_BUILD_URL"),
          Map.entry("build_start_type", "BK_CI_START_TYPE"),
          Map.entry("build_msg", "BK_CI_BUILD_MSG"),
          Map.entry("remark", "BK_CI_BUILD_REMARK"),
          Map.entry("workspace", "WORKSPACE"),
          Map.entry("debug", "ci.debug"),
          Map.entry("branch", "BK_CI_REPO_GIT_WEBHOOK_BRANCH"),
          Map.entry("build_status", BuiltIns.BUILD_STATUS),
          Map.entry("build_fail_tasknames", BuiltIns.FAILED_TASK_NAMES),
          Map.entry("failed_tasknames", BuiltIns.FAILED_TASK_NAMES),
          Map.entry("failed_tasks", BuiltIns.FAILED_TASKS));

  private CiNames() {}

  /** The variables that give {@code ci.<key>}; the first that is not blank counts. */
  static List<String> variablesOf(String key) {
    String named = NAMED.get(key);
    if (named != null) {
      return List.of(named);
    }
    String upper = key.toUpperCase(Locale.ROOT);
    return List.of(EVENT + upper, HOOK + upper, "ci." + key);
  }

  /** Keys that may have a value in this build. */
  static Stream<String> all(Build build) {
    return Stream.concat(
        NAMED.keySet().stream(),
        build.variables().keySet().stream()
            .flatMap(name -> Stream.concat(below(EVENT, name), below(HOOK, name))));
  }

  private static Stream<String> below(String prefix, String name) {
    return name.startsWith(prefix)
        ? Stream.of(name.substring(prefix.length()).toLowerCase(Locale.ROOT))
        : Stream.empty();
  }
}
