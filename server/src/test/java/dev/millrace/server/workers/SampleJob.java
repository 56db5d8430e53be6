package dev.millrace.server.workers;

import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.trigger.RepositoryRef;
import dev.millrace.protocol.CheckoutSource;
import dev.millrace.server.builds.Samples;
import java.util.Optional;

/** A job with a task of every kind a worker is given, and where its checkouts come from. */
final class SampleJob {
  static final Pipeline PIPELINE =
      Samples.pipeline(
          """
          version: v3.0
          name: one
          variables:
            GREETING: hello
          stages:
            - jobs:
                only:
                  name: The job
                  timeout-minutes: 7
                  steps:
                    - run: echo ${GREETING}
                    - checkout: self
                    - checkout: https://git.example/x.git
                    - uses: zip@1.2
                      with:
                        name: a
                        list: [1, "two"]
          """);

  private SampleJob() {}

  static Optional<CheckoutSource> sourceOf(RepositoryRef repository) {
    return switch (repository) {
      case RepositoryRef.Self() -> Optional.of(new CheckoutSource.WorkingTree("/here"));
      case RepositoryRef.ByUrl(var url) -> Optional.of(new CheckoutSource.Repository(url));
      case RepositoryRef.ById _, RepositoryRef.ByName _ -> Optional.empty();
    };
  }
}
