package dev.millrace.server.builds.mutexes;

import dev.millrace.engine.mutex.MutexMessage;
import dev.millrace.engine.state.MutexId;
import dev.millrace.server.builds.arbiters.ArbiterStore;
import dev.millrace.server.builds.arbiters.StoredArbiter;
import java.util.List;

/** What mutexes still have to say, as a store has it. */
public final class StoredMutexes {
  private static final MutexKind KIND = new MutexKind();

  private StoredMutexes() {}

  /** What jobs are still to be told. */
  public static List<MutexMessage> messages(ArbiterStore store, MutexId mutex) {
    return store.load(KIND.idOf(MutexKind.nameOf(mutex))).stream()
        .map(StoredArbiter::messages)
        .flatMap(List::stream)
        .map(written -> KIND.readMessage(written.message()))
        .toList();
  }
}
