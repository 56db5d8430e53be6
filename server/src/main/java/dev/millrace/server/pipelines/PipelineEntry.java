package dev.millrace.server.pipelines;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A pipeline without its texts, as lists show it.
 *
 * @param name unique in the project among those not deleted
 * @param description that of the newest release, or of the draft where nothing is released
 * @param labels likewise; in the order written, none twice
 * @param enabled no build starts while it is false
 * @param revision grows with every change, from 1
 * @param lastVersion the last number given to a version
 */
public record PipelineEntry(
    PipelineId id,
    ProjectId project,
    String name,
    String description,
    List<String> labels,
    boolean enabled,
    UserId creator,
    Instant createdAt,
    UserId changedBy,
    Instant changedAt,
    long revision,
    int lastVersion,
    Optional<Release> newest,
    Optional<Draft> draft,
    Optional<Instant> deletedAt) {
  /** Characters of a name that count for the order of a list; the id decides beyond. */
  private static final int SORTED_CHARACTERS = 64;

  public PipelineEntry {
    labels = List.copyOf(labels);
  }

  /** A released version. */
  public record Release(VersionNumber number, ReleaseName name) {}

  /**
   * The draft.
   *
   * @param base the release it was made from; empty: none was there
   * @param stamp the revision that saved it: who saves or releases it says which one they saw
   */
  public record Draft(VersionNumber number, Optional<VersionNumber> base, long stamp) {}

  public boolean isDeleted() {
    return deletedAt.isPresent();
  }

  Optional<VersionNumber> newestNumber() {
    return newest.map(Release::number);
  }

  VersionNumber nextVersion() {
    return new VersionNumber(lastVersion + 1);
  }

  /** A name without the difference of small and capital letters. */
  public static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /**
   * Orders names the same way in every database, whatever its collation: digits and small letters
   * only.
   */
  public String sortName() {
    String folded = folded(name);
    String start =
        folded.codePointCount(0, folded.length()) <= SORTED_CHARACTERS
            ? folded
            : folded.substring(0, folded.offsetByCodePoints(0, SORTED_CHARACTERS));
    return HexFormat.of().formatHex(start.getBytes(StandardCharsets.UTF_8));
  }
}
