package dev.millrace.server.builds.queues;

import dev.millrace.engine.queue.BuildQueue;
import dev.millrace.engine.queue.QueueEffect.ToBuild;
import dev.millrace.engine.state.QueueId;
import dev.millrace.server.builds.arbiters.ArbiterStore;
import dev.millrace.server.builds.arbiters.StoredArbiter;
import java.util.List;
import java.util.Optional;

/** Queues as a store has them, for whoever looks from outside. */
public final class StoredQueues {
  private static final QueueKind KIND = new QueueKind();

  private StoredQueues() {}

  /** The queue as of its last commit. */
  public static BuildQueue find(ArbiterStore store, QueueId queue) {
    return KIND.read(queue.value(), store.load(KIND.idOf(queue.value())));
  }

  /** What builds are still to be told. */
  public static List<ToBuild> messages(ArbiterStore store, QueueId queue) {
    Optional<StoredArbiter> stored = store.load(KIND.idOf(queue.value()));
    return stored.map(StoredArbiter::messages).orElse(List.of()).stream()
        .map(written -> KIND.readMessage(written.message()))
        .toList();
  }
}
