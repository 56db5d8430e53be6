package dev.millrace.engine.queue;

import dev.millrace.engine.event.GivenNumbers;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.RecommendedVersion;
import dev.millrace.pipeline.RecommendedVersion.BuildNumberStrategy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The numbers of a pipeline's builds, given in the commit that accepts a build and never twice.
 *
 * @param last number given to a build; 0 before the first
 * @param day of the last build, in UTC
 * @param lastOfDay how many builds that day has had
 * @param initialVersion from which the version's number counts; another one begins anew
 * @param nextVersion the version's number for the next build
 */
public record PipelineNumbers(
    long last, LocalDate day, int lastOfDay, long initialVersion, long nextVersion) {
  /** Of a pipeline that has had no build. */
  public static final PipelineNumbers NONE = new PipelineNumbers(0, LocalDate.EPOCH, 0, 0, 0);

  /**
   * After one more build.
   *
   * @param atLeast what the number must not be below
   */
  public PipelineNumbers afterStart(Pipeline pipeline, long atLeast, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    long number = Math.max(last + 1, atLeast);
    int ofDay = today.equals(day) ? lastOfDay + 1 : 1;
    Optional<RecommendedVersion> version = versionOf(pipeline);
    if (version.isEmpty()) {
      return new PipelineNumbers(number, today, ofDay, initialVersion, nextVersion);
    }
    long initial = version.get().initialBuildNumber();
    long next = initial == initialVersion && last > 0 ? nextVersion : initial;
    long grown = version.get().strategy() == BuildNumberStrategy.EVERY_BUILD ? next + 1 : next;
    return new PipelineNumbers(number, today, ofDay, initial, grown);
  }

  /** After a first attempt ended well. */
  public PipelineNumbers afterSuccess(Pipeline pipeline) {
    return growsBySuccess(pipeline)
        ? new PipelineNumbers(last, day, lastOfDay, initialVersion, nextVersion + 1)
        : this;
  }

  /** What the build is given by whose start these numbers came to be. */
  public GivenNumbers given(Pipeline pipeline) {
    return new GivenNumbers(
        lastOfDay,
        versionOf(pipeline)
            .map(version ->
                switch (version.strategy()) {
                  case EVERY_BUILD -> OptionalLong.of(nextVersion - 1);
                  case CONSTANT -> OptionalLong.of(initialVersion);
                  case SUCCESSFUL_BUILD -> OptionalLong.empty();
                })
            .orElse(OptionalLong.empty()));
  }

  /** What a build is given as it leaves the queue for the first time. */
  public OptionalLong givenWhenAdmitted(Pipeline pipeline) {
    return growsBySuccess(pipeline) ? OptionalLong.of(nextVersion) : OptionalLong.empty();
  }

  /** Whether the end of a build can change the numbers. */
  public static boolean growsBySuccess(Pipeline pipeline) {
    return versionOf(pipeline)
        .filter(version -> version.strategy() == BuildNumberStrategy.SUCCESSFUL_BUILD)
        .isPresent();
  }

  private static Optional<RecommendedVersion> versionOf(Pipeline pipeline) {
    return pipeline.recommendedVersion().filter(RecommendedVersion::enabled);
  }
}
