package dev.millrace.server.builds.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.Build;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.data.Data;
import dev.millrace.server.builds.BuildCommit;
import dev.millrace.server.builds.BuildStore;
import dev.millrace.server.builds.BuildStoreContract;
import dev.millrace.server.builds.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteBuildStoreTest implements BuildStoreContract {
  @TempDir Path folder;

  private final List<BuildStore> opened = new ArrayList<>();

  @Override
  public BuildStore emptyStore() {
    return open();
  }

  @Override
  public BuildStore reopened(BuildStore store) {
    store.close();
    return open();
  }

  private BuildStore open() {
    BuildStore store = SqliteBuildStore.open(folder.resolve("builds.db"));
    opened.add(store);
    return store;
  }

  @Test
  void a_commit_that_breaks_the_writer_fails_and_the_next_is_written() {
    BuildStore store = open();
    Build build = Samples.queued("b-1");
    Data deep = Data.text("deeper than any stack");
    for (int level = 0; level < 1_000_000; level++) {
      deep = new Data.Items(List.of(deep));
    }
    BuildCommit breaking = BuildCommit.ofNew(with(Data.ordered(Map.of("deep", deep)), build));

    CompletableFuture<Void> failed = CompletableFuture.runAsync(() -> store.commit(breaking));

    assertThat(failed)
        .failsWithin(Duration.ofSeconds(60))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(IllegalStateException.class)
        .havingRootCause()
        .isInstanceOf(StackOverflowError.class);
    store.commit(BuildCommit.ofNew(build));
    assertThat(store.load(build.id())).isPresent();
  }

  private static Build with(SequencedMap<String, Data> extras, Build build) {
    Pipeline pipeline = build.pipeline();
    return new Build(
        build.id(),
        build.number(),
        new Pipeline(
            pipeline.name(),
            pipeline.description(),
            pipeline.labels(),
            pipeline.triggersWritten(),
            pipeline.triggers(),
            pipeline.variables(),
            pipeline.variableGroups(),
            pipeline.stages(),
            pipeline.finallyJobs(),
            pipeline.template(),
            pipeline.resources(),
            pipeline.notices(),
            pipeline.concurrency(),
            pipeline.recommendedVersion(),
            pipeline.settings(),
            extras),
        build.attempt(),
        build.status(),
        build.stages(),
        build.variables(),
        build.createdAt(),
        build.startedAt(),
        build.endedAt(),
        build.cancel(),
        build.triggerReview());
  }

  @AfterEach
  void close() {
    opened.forEach(BuildStore::close);
  }
}
