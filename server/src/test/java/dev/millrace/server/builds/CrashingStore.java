package dev.millrace.server.builds;

import dev.millrace.engine.state.BuildId;
import dev.millrace.server.builds.arbiters.ArbiterId;
import dev.millrace.server.builds.arbiters.ArbiterStore;
import dev.millrace.server.builds.arbiters.JointCommit;
import dev.millrace.server.builds.arbiters.StoredArbiter;
import dev.millrace.server.builds.memory.MemoryBuildStore;
import java.util.List;
import java.util.Optional;

/** A store whose process may die right before or right after anything it writes. */
final class CrashingStore extends PassingStore implements ArbiterStore {
  private final MemoryBuildStore store;
  private final Runnable maybeCrash;

  CrashingStore(MemoryBuildStore store, Runnable maybeCrash) {
    super(store);
    this.store = store;
    this.maybeCrash = maybeCrash;
  }

  @Override
  public void commit(BuildCommit commit) {
    maybeCrash.run();
    store.commit(commit);
    maybeCrash.run();
  }

  @Override
  public void commit(JointCommit commit) {
    maybeCrash.run();
    store.commit(commit);
    maybeCrash.run();
  }

  @Override
  public Optional<StoredArbiter> load(ArbiterId id) {
    return store.load(id);
  }

  @Override
  public List<String> busy(String kind) {
    return store.busy(kind);
  }

  @Override
  public void forget(ArbiterId id, List<EffectKey> delivered) {
    maybeCrash.run();
    store.forget(id, delivered);
    maybeCrash.run();
  }

  @Override
  public void forget(BuildId build, List<EffectKey> performed) {
    maybeCrash.run();
    store.forget(build, performed);
    maybeCrash.run();
  }
}
