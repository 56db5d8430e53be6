package dev.millrace.server;

import dev.millrace.pipeline.trigger.RepositoryRef;
import dev.millrace.protocol.CheckoutSource;
import dev.millrace.server.workers.CheckoutSources;
import java.util.Optional;

/** A server knows whatever has a URL; pipelines are kept in it and belong to no repository. */
record ServerSources() implements CheckoutSources {
  @Override
  public Optional<CheckoutSource> find(RepositoryRef repository) {
    return switch (repository) {
      case RepositoryRef.ByUrl(var url) -> Optional.of(new CheckoutSource.Repository(url));
      case RepositoryRef.Self() -> Optional.empty();
      case RepositoryRef.ById _, RepositoryRef.ByName _ -> Optional.empty();
    };
  }
}
