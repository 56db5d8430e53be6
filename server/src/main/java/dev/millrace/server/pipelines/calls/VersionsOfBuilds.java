package dev.millrace.server.pipelines.calls;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.server.builds.StoredBuilds;
import dev.millrace.server.pipelines.VersionNumber;
import dev.millrace.server.pipelines.VersionReferences;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps each version that a build is of, as long as the build is kept: its page says which it was.
 */
public final class VersionsOfBuilds implements VersionReferences {
  private final StoredBuilds builds;

  public VersionsOfBuilds(StoredBuilds builds) {
    this.builds = builds;
  }

  @Override
  public Set<VersionNumber> among(PipelineId pipeline, Collection<VersionNumber> numbers) {
    Set<Integer> asked = numbers.stream().map(VersionNumber::value).collect(Collectors.toSet());
    return builds.versionsIn(pipeline, asked).stream()
        .map(VersionNumber::new)
        .collect(Collectors.toSet());
  }
}
