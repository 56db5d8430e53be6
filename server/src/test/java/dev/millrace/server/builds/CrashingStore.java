package dev.millrace.server.builds;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.server.builds.arbiters.ArbiterId;
import dev.millrace.server.builds.arbiters.ArbiterStore;
import dev.millrace.server.builds.arbiters.JointCommit;
import dev.millrace.server.builds.arbiters.StoredArbiter;
import dev.millrace.server.builds.memory.MemoryBuildStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store whose process may die right before or right after anything it writes. */
final class CrashingStore implements BuildStore, ArbiterStore {
  private final MemoryBuildStore store;
  private final Runnable maybeCrash;

  CrashingStore(MemoryBuildStore store, Runnable maybeCrash) {
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

  @Override
  public BuildPage list(BuildQuery query) {
    return store.list(query);
  }

  @Override
  public Optional<BuildSummary> summary(BuildId id) {
    return store.summary(id);
  }

  @Override
  public List<EarlierExecution> earlier(BuildId id) {
    return store.earlier(id);
  }

  @Override
  public Map<PipelineId, PipelineActivity> activity(Set<PipelineId> pipelines) {
    return store.activity(pipelines);
  }

  @Override
  public boolean remark(BuildId build, String text) {
    return store.remark(build, text);
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
