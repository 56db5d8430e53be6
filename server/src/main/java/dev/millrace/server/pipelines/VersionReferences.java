package dev.millrace.server.pipelines;

import dev.millrace.engine.state.PipelineId;
import java.util.Collection;
import java.util.Set;

/** Knows which versions builds refer to: those are kept. */
@FunctionalInterface
public interface VersionReferences {
  /** Where no builds are. */
  VersionReferences NONE = (_, _) -> Set.of();

  /** Those of {@code numbers} that a build refers to. May block. */
  Set<VersionNumber> among(PipelineId pipeline, Collection<VersionNumber> numbers);
}
