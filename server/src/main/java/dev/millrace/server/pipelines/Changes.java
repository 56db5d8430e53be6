package dev.millrace.server.pipelines;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.server.pipelines.PipelineStore.Committed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BiFunction;

/** Decides changes on what is there and commits them, again where somebody was faster. */
final class Changes {
  /** A pipeline that others change this often in the while of one wish is given up on. */
  static final int TRIES = 10;

  private final PipelineStore store;
  private final InstantSource clock;

  Changes(PipelineStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** What a wish makes of an entry at a moment; throws {@link PipelineRefused}. */
  interface Decision extends BiFunction<PipelineEntry, Instant, PipelineCommit> {}

  PipelineStore store() {
    return store;
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * A pipeline that is not deleted.
   *
   * @throws PipelineRefused if there is none
   */
  PipelineEntry live(PipelineId id) {
    return store
        .find(id)
        .filter(entry -> !entry.isDeleted())
        .orElseThrow(() -> refused(new Refusal.NotFound(PipelineWording.NO_PIPELINE.of(id))));
  }

  /** Changes a pipeline that is not deleted. */
  PipelineEntry change(PipelineId id, Decision decision) {
    for (int tries = 0; tries < TRIES; tries++) {
      PipelineCommit commit = decision.apply(live(id), now());
      if (isDone(commit)) {
        return commit.next();
      }
    }
    throw refused(new Refusal.NotNow(PipelineWording.CHANGED_TOO_OFTEN.of(id)));
  }

  /**
   * As the other, if the pipeline is still as whoever wishes has seen it.
   *
   * @throws PipelineRefused also if it is not
   */
  PipelineEntry change(PipelineId id, long seen, Decision decision) {
    return change(
        id,
        (entry, now) -> {
          if (entry.revision() != seen) {
            throw refused(new Refusal.Changed(entry.name(), seen, entry.revision()));
          }
          return decision.apply(entry, now);
        });
  }

  /**
   * Whether it is made; if not, somebody was faster.
   *
   * @throws PipelineRefused if it can't be made whoever is faster
   */
  boolean isDone(PipelineCommit commit) {
    return switch (store.commit(commit)) {
      case Committed.Done() -> true;
      case Committed.Stale() -> false;
      case Committed.NameTaken(var by) ->
          throw refused(new Refusal.NameTaken(commit.next().name(), by));
      case Committed.ProjectFull() ->
          throw refused(new Refusal.ProjectFull(commit.mostInProject()));
    };
  }

  static PipelineRefused refused(Refusal refusal) {
    return new PipelineRefused(refusal);
  }
}
