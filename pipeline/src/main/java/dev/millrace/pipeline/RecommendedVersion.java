package dev.millrace.pipeline;

/**
 * The semantic version of what the pipeline builds, shown as {@code major.minor.fix.buildNo}.
 *
 * @param allowModifyAtStartup whoever starts a build may change it
 */
public record RecommendedVersion(
    boolean enabled,
    boolean allowModifyAtStartup,
    boolean asInstanceInput,
    String major,
    String minor,
    String fix,
    int initialBuildNumber,
    BuildNumberStrategy strategy) {
  /** When the build number of the version grows. */
  public enum BuildNumberStrategy {
    EVERY_BUILD,
    SUCCESSFUL_BUILD,
    CONSTANT
  }
}
