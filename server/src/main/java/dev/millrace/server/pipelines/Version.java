package dev.millrace.server.pipelines;

import dev.millrace.server.access.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A version of a pipeline without its text.
 *
 * @param release empty: it is the draft
 * @param base the release it was made from; empty: from none
 * @param description what whoever released it said; empty for a draft
 * @param by who saved or released it last
 */
public record Version(
    VersionNumber number,
    Optional<ReleaseName> release,
    Optional<VersionNumber> base,
    DefinitionFormat format,
    String description,
    UserId by,
    Instant at) {
  /** What people call it. */
  public String shown() {
    return release.map(ReleaseName::toString).orElse("draft");
  }
}
