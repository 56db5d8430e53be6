package dev.millrace.server.builds;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list of builds.
 *
 * @param builds newest first; may be fewer than asked for, or none, though there are more
 * @param next where the next part begins; empty: there is none. What follows may be empty
 */
public record BuildPage(List<BuildSummary> builds, Optional<BuildQuery.Position> next) {
  public BuildPage {
    builds = List.copyOf(builds);
  }
}
