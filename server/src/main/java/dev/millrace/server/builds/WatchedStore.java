package dev.millrace.server.builds;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store whose commits are told of. */
final class WatchedStore implements BuildStore {
  private final BuildStore store;
  private final LoopWatches watches;

  WatchedStore(BuildStore store, LoopWatches watches) {
    this.store = store;
    this.watches = watches;
  }

  @Override
  public void commit(BuildCommit commit) {
    long began = System.nanoTime();
    boolean stored = false;
    try {
      store.commit(commit);
      stored = true;
    } finally {
      boolean success = stored;
      var took = Duration.ofNanos(System.nanoTime() - began);
      watches.tell(watch -> watch.committed(took, success));
    }
  }

  @Override
  public void forget(BuildId build, List<EffectKey> performed) {
    store.forget(build, performed);
  }

  @Override
  public boolean remark(BuildId build, String text) {
    return store.remark(build, text);
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
  public Set<Integer> versionsIn(PipelineId pipeline, Set<Integer> versions) {
    return store.versionsIn(pipeline, versions);
  }

  @Override
  public Map<PipelineId, PipelineActivity> activity(Set<PipelineId> pipelines) {
    return store.activity(pipelines);
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
