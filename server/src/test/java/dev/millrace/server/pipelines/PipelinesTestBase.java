package dev.millrace.server.pipelines;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.Actor;
import dev.millrace.server.access.UserId;
import dev.millrace.server.pipelines.memory.MemoryPipelineStore;
import dev.millrace.testkit.VirtualClock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The room on a store in memory, and a few wishes. */
class PipelinesTestBase {
  static final ProjectId ACME = new ProjectId("acme");
  static final Actor ANN = PipelineStoreContract.acting(new UserId("ann"));
  static final Actor BOB = PipelineStoreContract.acting(new UserId("bob"));

  final VirtualClock clock = new VirtualClock();
  final MemoryPipelineStore store = new MemoryPipelineStore();
  final Set<VersionNumber> referenced = new HashSet<>();
  final Pipelines pipelines =
      new Pipelines(store, clock, new PipelineIds(RandomGenerator.of("L64X128MixRandom")));
  final PipelineVersions versions =
      new PipelineVersions(
          store,
          clock,
          (_, numbers) -> {
            var among = new HashSet<>(numbers);
            among.retainAll(referenced);
            return among;
          });
  final RunnablePipelines runnable = new RunnablePipelines(store);

  static Definition saying(String command) {
    return Definition.of("version: v3.0\nsteps:\n  - run: " + command + "\n");
  }

  PipelineEntry created(String name) {
    return pipelines.create(ANN, NewPipeline.of(ACME, name, saying("make")));
  }

  PipelineEntry released(String name) {
    return released(created(name).id());
  }

  PipelineEntry released(PipelineId id) {
    return versions.release(ANN, id, stampOf(id), "").entry();
  }

  /** Saves a draft on the newest release, and releases it. */
  PipelineVersions.Released next(PipelineId id, Definition definition) {
    save(id, definition);
    return versions.release(ANN, id, stampOf(id), "");
  }

  PipelineEntry save(PipelineId id, Definition definition) {
    return versions.saveDraft(
        BOB, id, definition, store.find(id).orElseThrow().newestNumber(), stampOf(id));
  }

  long stampOf(PipelineId id) {
    return store.find(id).flatMap(PipelineEntry::draft).map(PipelineEntry.Draft::stamp).orElse(0L);
  }

  static Refusal refusalOf(ThrowingCallable wish) {
    return Optional.ofNullable(catchThrowableOfType(PipelineRefused.class, wish))
        .orElseThrow(() -> new AssertionError("it was not refused"))
        .refusal();
  }

  long revisionOf(PipelineId id) {
    return store.find(id).orElseThrow().revision();
  }
}
