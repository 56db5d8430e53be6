package dev.millrace.server.workers;

import dev.millrace.pipeline.trigger.RepositoryRef;
import dev.millrace.protocol.CheckoutSource;
import java.util.Optional;

/** Finds out where the sources of a repository are. */
@FunctionalInterface
public interface CheckoutSources {
  /** Where the sources are; empty when this installation does not know such a repository. */
  Optional<CheckoutSource> find(RepositoryRef repository);
}
