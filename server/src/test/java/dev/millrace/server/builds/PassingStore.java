package dev.millrace.server.builds;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store that has another do everything: for those that do something of their own besides. */
class PassingStore implements BuildStore {
  private final BuildStore store;

  PassingStore(BuildStore store) {
    this.store = store;
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
    store.commit(commit);
  }

  @Override
  public void forget(BuildId build, List<EffectKey> performed) {
    store.forget(build, performed);
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
