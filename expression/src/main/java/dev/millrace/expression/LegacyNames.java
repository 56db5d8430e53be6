package dev.millrace.expression;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The names that built-in variables had before they were called {@code BK_CI_…}. Classic text
 * replacement knows both; expressions hide the old ones, because {@code pipeline.id} would make
 * {@code pipeline} look like a context.
 */
public final class LegacyNames {
  private static final Map<String, String> CURRENT =
      Map.ofEntries(
          Map.entry("project.name", "BK_CI_PROJECT_NAME"),
          Map.entry("project.name.chinese", "BK_CI_PROJECT_NAME_CN"),
          Map.entry("pipeline.id", "BK_CI_PIPELINE_ID"),
          Map.entry("pipeline.name", "BK_CI_PIPELINE_NAME"),
          Map.entry("pipeline.version", "BK_CI_PIPELINE_VERSION"),
          Map.entry("pipeline.build.id", "BK_CI_BUILD_ID"),
          Map.entry("pipeline.build.num", "BK_CI_BUILD_NUM"),
          Map.entry("pipeline.build.last.update", "BK_CI_BUILD_LAST_UPDATE"),
          Map.entry("pipeline.build.svn.revision", "BK_CI_BUILD_SVN_REVISION"),
          Map.entry("pipeline.job.id", "BK_CI_BUILD_JOB_ID"),
          Map.entry("pipeline.task.id", "BK_CI_BUILD_TASK_ID"),
          Map.entry("pipeline.time.start", "BK_CI_BUILD_START_TIME"),
          Map.entry("pipeline.time.end", "BK_CI_BUILD_END_TIME"),
          Map.entry("pipeline.time.duration", "BK_CI_BUILD_TOTAL_TIME"),
          Map.entry("pipeline.start.type", "BK_CI_START_TYPE"),
          Map.entry("pipeline.start.channel", "BK_CI_START_CHANNEL"),
          Map.entry("pipeline.start.user.id", "BK_CI_START_USER_ID"),
          Map.entry("pipeline.start.user.name", "BK_CI_START_USER_NAME"),
          Map.entry("pipeline.start.webhook.user.id", "BK_CI_START_WEBHOOK_USER_ID"),
          Map.entry("pipeline.start.pipeline.user.id", "BK_CI_START_PIPELINE_USER_ID"),
          Map.entry("pipeline.start.task.id", "BK_CI_START_TASK_ID"),
          Map.entry("pipeline.start.isMobile", "BK_CI_IS_MOBILE"),
          Map.entry("pipeline.start.parent.pipeline.id", "BK_CI_PARENT_PIPELINE_ID"),
          Map.entry("pipeline.start.parent.build.id", "BK_CI_PARENT_BUILD_ID"),
          Map.entry("pipeline.start.parent.build.task.id", "BK_CI_PARENT_BUILD_TASK_ID"),
          Map.entry("pipeline.retry.count", "BK_CI_RETRY_COUNT"),
          Map.entry("pipeline.retry.build.id", "BK_CI_RETRY_BUILD_ID"),
          Map.entry("pipeline.retry.start.task.id", "BK_CI_RETRY_TASK_ID"),
          Map.entry("report.dynamic.root.url", "BK_CI_REPORT_DYNAMIC_ROOT_URL"),
          Map.entry("turbo.task.id", "BK_CI_TURBO_ID"),
          Map.entry("BuildNo", "BK_CI_BUILD_NO"),
          Map.entry("MajorVersion", "BK_CI_MAJOR_VERSION"),
          Map.entry("MinorVersion", "BK_CI_MINOR_VERSION"),
          Map.entry("FixVersion", "BK_CI_FIX_VERSION"),
          Map.entry("hookRevision", "BK_CI_HOOK_REVISION"),
          Map.entry("hookBranch", "BK_CI_HOOK_BRANCH"),
          Map.entry("hookSourceBranch", "BK_CI_HOOK_SOURCE_BRANCH"),
          Map.entry("hookTargetBranch", "BK_CI_HOOK_TARGET_BRANCH"),
          Map.entry("hookType", "BK_CI_HOOK_TYPE"),
          Map.entry("hookEventType", "BK_CI_HOOK_EVENT_TYPE"),
          Map.entry("hookRepo", "BK_CI_HOOK_REPO"),
          Map.entry("git_mr_number", "BK_CI_GIT_MR_NUMBER"));

  private static final Map<String, String> LEGACY =
      CURRENT.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

  private LegacyNames() {}

  /** The name that replaced {@code name}, empty if it is no legacy name. */
  public static Optional<String> currentNameOf(String name) {
    return Optional.ofNullable(CURRENT.get(name));
  }

  static boolean isLegacy(String name) {
    return CURRENT.containsKey(name);
  }

  /** The variable's value by either of its names; if both are set, the current one wins. */
  static @Nullable String lookUp(FlatVariables variables, String name) {
    String current = CURRENT.getOrDefault(name, name);
    String value = variables.get(current);
    String legacy = value == null ? LEGACY.get(current) : null;
    return legacy == null ? value : variables.get(legacy);
  }
}
