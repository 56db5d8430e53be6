package dev.millrace.server.pipelines;

/**
 * What people call a released version: {@code V3(P2.T1.1)}. Each number counts how often that part
 * has changed, from 1.
 *
 * @param release counts releases
 * @param body stages, jobs, variables and what else runs
 * @param triggers what starts a build
 * @param settings the rest: name, labels, notices, concurrency and all of {@link PipelineSettings}
 */
public record ReleaseName(int release, int body, int triggers, int settings) {
  public static final ReleaseName FIRST = new ReleaseName(1, 1, 1, 1);

  public ReleaseName {
    if (release < 1 || body < 1 || triggers < 1 || settings < 1) {
      throw new IllegalArgumentException("the parts of a release count from 1");
    }
  }

  /** The one after this. */
  public ReleaseName next(boolean otherBody, boolean otherTriggers, boolean otherSettings) {
    return new ReleaseName(
        release + 1,
        body + (otherBody ? 1 : 0),
        triggers + (otherTriggers ? 1 : 0),
        settings + (otherSettings ? 1 : 0));
  }

  @Override
  public String toString() {
    return "V" + release + "(P" + body + ".T" + triggers + "." + settings + ")";
  }
}
