package dev.millrace.server.pipelines.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.Actor;
import dev.millrace.server.access.UserId;
import dev.millrace.server.builds.ListedBuild;
import dev.millrace.server.builds.memory.MemoryBuildStore;
import dev.millrace.server.pipelines.Definition;
import dev.millrace.server.pipelines.NewPipeline;
import dev.millrace.server.pipelines.PipelineEntry;
import dev.millrace.server.pipelines.PipelineIds;
import dev.millrace.server.pipelines.PipelineRefused;
import dev.millrace.server.pipelines.PipelineSettings;
import dev.millrace.server.pipelines.PipelineStoreContract;
import dev.millrace.server.pipelines.PipelineVersions;
import dev.millrace.server.pipelines.Pipelines;
import dev.millrace.server.pipelines.VersionNumber;
import dev.millrace.server.pipelines.memory.MemoryPipelineStore;
import dev.millrace.testkit.VirtualClock;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class VersionsOfBuildsTest {
  private static final Actor ANN = PipelineStoreContract.acting(new UserId("ann"));

  private final VirtualClock clock = new VirtualClock();
  private final MemoryPipelineStore store = new MemoryPipelineStore();
  private final MemoryBuildStore builds = new MemoryBuildStore();
  private final Pipelines pipelines =
      new Pipelines(store, clock, new PipelineIds(RandomGenerator.of("L64X128MixRandom")));
  private final PipelineVersions versions =
      new PipelineVersions(store, clock, new VersionsOfBuilds(builds));

  private PipelineId keepingTwo() {
    return pipelines.create(ANN, NewPipeline.of(new ProjectId("demo"), "p", definition(0))).id();
  }

  private static Definition definition(int number) {
    PipelineSettings usual = PipelineSettings.DEFAULT;
    return Definition.of(
            "version: v3.0\nstages:\n  - jobs:\n      a:\n        steps:\n          - run: echo "
                + number
                + "\n")
        .with(
            new PipelineSettings(
                usual.description(),
                usual.concurrency(),
                usual.cancelPolicy(),
                usual.failIfVariableInvalid(),
                usual.cleanVariablesWhenRetry(),
                2));
  }

  private void release(PipelineId id, int number) {
    PipelineEntry entry = store.find(id).orElseThrow();
    if (entry.draft().isEmpty()) {
      entry =
          versions.saveDraft(
              ANN, id, definition(number), entry.newest().map(PipelineEntry.Release::number), 0);
    }
    var _ = versions.release(ANN, id, entry.draft().orElseThrow().stamp(), "");
  }

  @Test
  void a_release_that_a_build_is_of_outlives_those_that_none_is_of() {
    PipelineId id = keepingTwo();
    release(id, 1);
    ListedBuild.commit(
        builds,
        List.of(
            ListedBuild.of("b-1").version(1).in("demo", id.value()).status(BuildStatus.RUNNING)));

    for (int number = 2; number <= 5; number++) {
      release(id, number);
    }

    assertThat(store.released(id))
        .containsExactly(new VersionNumber(1), new VersionNumber(4), new VersionNumber(5));
    assertThatThrownBy(() -> versions.delete(ANN, id, new VersionNumber(1)))
        .isInstanceOf(PipelineRefused.class);
    assertThat(versions.delete(ANN, id, new VersionNumber(4)).id()).isEqualTo(id);
    assertThat(store.released(id)).doesNotContain(new VersionNumber(4));
  }
}
