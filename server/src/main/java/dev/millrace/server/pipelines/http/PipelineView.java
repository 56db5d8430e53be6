package dev.millrace.server.pipelines.http;

import dev.millrace.engine.state.BuildStatus;
import dev.millrace.server.builds.BuildSummary;
import dev.millrace.server.builds.PipelineActivity;
import dev.millrace.server.builds.TriggerKind;
import dev.millrace.server.pipelines.PipelineEntry;
import dev.millrace.server.pipelines.VersionNumber;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A pipeline without its texts.
 *
 * @param revision what {@code If-Match} repeats of changes of the whole: another name, enabled,
 *     deleted; no tag of this answer, which also changes with builds
 * @param newest absent: nothing is released
 * @param lastBuild absent: there was none, or whoever asks may not see builds
 * @param liveBuilds that have not ended
 */
public record PipelineView(
    String id,
    String name,
    String description,
    List<String> labels,
    boolean enabled,
    long revision,
    String creator,
    Instant createdAt,
    String changedBy,
    Instant changedAt,
    Optional<Instant> deletedAt,
    Optional<ReleaseView> newest,
    Optional<DraftMark> draft,
    Optional<LastBuildView> lastBuild,
    int liveBuilds) {
  /** A released version. */
  public record ReleaseView(int number, String name) {}

  /**
   * That there is a draft.
   *
   * @param base the number of the release it was made from
   * @param stamp what {@code If-Match} repeats
   */
  public record DraftMark(int number, Optional<Integer> base, long stamp) {
    static DraftMark of(PipelineEntry.Draft draft) {
      return new DraftMark(
          draft.number().value(), draft.base().map(VersionNumber::value), draft.stamp());
    }
  }

  /** The newest build of what is released. */
  public record LastBuildView(
      String id,
      long number,
      BuildStatus status,
      Instant createdAt,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt,
      Optional<String> startedBy,
      Optional<TriggerKind> trigger) {
    static LastBuildView of(BuildSummary build) {
      return new LastBuildView(
          build.id().value(),
          build.number(),
          build.status(),
          build.createdAt(),
          build.startedAt(),
          build.endedAt(),
          build.facts().startedBy(),
          build.facts().trigger());
    }
  }

  static PipelineView of(PipelineEntry entry, PipelineActivity activity) {
    return new PipelineView(
        entry.id().value(),
        entry.name(),
        entry.description(),
        entry.labels(),
        entry.enabled(),
        entry.revision(),
        entry.creator().value(),
        entry.createdAt(),
        entry.changedBy().value(),
        entry.changedAt(),
        entry.deletedAt(),
        entry
            .newest()
            .map(newest -> new ReleaseView(newest.number().value(), newest.name().toString())),
        entry.draft().map(DraftMark::of),
        activity.last().map(LastBuildView::of),
        activity.live());
  }
}
