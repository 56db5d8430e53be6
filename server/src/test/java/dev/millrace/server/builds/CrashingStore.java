package dev.millrace.server.builds;

import dev.millrace.engine.state.BuildId;
import java.util.List;
import java.util.Optional;

/** A store whose process may die right before or right after anything it writes. */
final class CrashingStore implements BuildStore {
  private final BuildStore store;
  private final Runnable maybeCrash;

  CrashingStore(BuildStore store, Runnable maybeCrash) {
    this.store = store;
    this.maybeCrash = maybeCrash;
  }

  @Override
  public Optional<StoredBuild> load(BuildId id) {
    return store.load(id);
  }

  @Override
  public List<BuildId> unfinished() {
    return store.unfinished();
  }

  @Override
  public void commit(BuildCommit commit) {
    maybeCrash.run();
    store.commit(commit);
    maybeCrash.run();
  }

  @Override
  public void forget(BuildId build, List<EffectKey> performed) {
    maybeCrash.run();
    store.forget(build, performed);
    maybeCrash.run();
  }

  @Override
  public List<BuildSummary> list(BuildQuery query) {
    return store.list(query);
  }

  @Override
  public long highestNumber(String pipelineName) {
    return store.highestNumber(pipelineName);
  }

  @Override
  public void close() {
    store.close();
  }
}
