package dev.millrace.server;

import dev.millrace.pipeline.trigger.RepositoryRef;
import dev.millrace.protocol.CheckoutSource;
import dev.millrace.server.workers.CheckoutSources;
import java.nio.file.Path;
import java.util.Optional;

/** A local run knows its own folder and whatever has a URL; there is no project to ask. */
record LocalSources(Path workingTree) implements CheckoutSources {
  @Override
  public Optional<CheckoutSource> find(RepositoryRef repository) {
    return switch (repository) {
      case RepositoryRef.Self() ->
          Optional.of(new CheckoutSource.WorkingTree(workingTree.toString()));
      case RepositoryRef.ByUrl(var url) -> Optional.of(new CheckoutSource.Repository(url));
      case RepositoryRef.ById _, RepositoryRef.ByName _ -> Optional.empty();
    };
  }
}
