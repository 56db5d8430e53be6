package dev.millrace.server.trials;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.server.builds.BuildCommit;
import dev.millrace.server.builds.BuildPage;
import dev.millrace.server.builds.BuildQuery;
import dev.millrace.server.builds.BuildSummary;
import dev.millrace.server.builds.EarlierExecution;
import dev.millrace.server.builds.EffectKey;
import dev.millrace.server.builds.PipelineActivity;
import dev.millrace.server.builds.StoredBuild;
import dev.millrace.server.builds.arbiters.ArbiterId;
import dev.millrace.server.builds.arbiters.JointCommit;
import dev.millrace.server.builds.arbiters.JointStore;
import dev.millrace.server.builds.arbiters.StoredArbiter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store with the points before and behind each kind of step. */
final class HaltingStores implements JointStore {
  private final JointStore stores;
  private final Halt halt;

  HaltingStores(JointStore stores, Halt halt) {
    this.stores = stores;
    this.halt = halt;
  }

  @Override
  public void commit(BuildCommit commit) {
    halt.at(HaltPoint.STEP_DECIDED);
    stores.commit(commit);
    halt.at(HaltPoint.STEP_COMMITTED);
  }

  @Override
  public void commit(JointCommit commit) {
    if (commit.build().isPresent()) {
      halt.at(HaltPoint.START_DECIDED);
      stores.commit(commit);
      halt.at(HaltPoint.START_COMMITTED);
    } else if (commit.arbiters().stream().anyMatch(step -> step.id().kind().equals("mutex"))) {
      halt.at(HaltPoint.MUTEX_DECIDED);
      stores.commit(commit);
      halt.at(HaltPoint.MUTEX_COMMITTED);
    } else {
      halt.at(HaltPoint.QUEUE_DECIDED);
      stores.commit(commit);
      halt.at(HaltPoint.QUEUE_COMMITTED);
    }
  }

  @Override
  public void forget(BuildId build, List<EffectKey> performed) {
    halt.at(HaltPoint.EFFECTS_PERFORMED);
    stores.forget(build, performed);
  }

  @Override
  public void forget(ArbiterId id, List<EffectKey> delivered) {
    halt.at(HaltPoint.MESSAGE_ARRIVED);
    stores.forget(id, delivered);
  }

  @Override
  public boolean remark(BuildId build, String text) {
    return stores.remark(build, text);
  }

  @Override
  public Optional<StoredArbiter> load(ArbiterId id) {
    return stores.load(id);
  }

  @Override
  public List<String> busy(String kind) {
    return stores.busy(kind);
  }

  @Override
  public Optional<StoredBuild> load(BuildId id) {
    return stores.load(id);
  }

  @Override
  public List<BuildId> unfinished() {
    return stores.unfinished();
  }

  @Override
  public BuildPage list(BuildQuery query) {
    return stores.list(query);
  }

  @Override
  public Optional<BuildSummary> summary(BuildId id) {
    return stores.summary(id);
  }

  @Override
  public List<EarlierExecution> earlier(BuildId id) {
    return stores.earlier(id);
  }

  @Override
  public Set<Integer> versionsIn(PipelineId pipeline, Set<Integer> versions) {
    return stores.versionsIn(pipeline, versions);
  }

  @Override
  public Map<PipelineId, PipelineActivity> activity(Set<PipelineId> pipelines) {
    return stores.activity(pipelines);
  }

  @Override
  public long highestNumber(String pipelineName) {
    return stores.highestNumber(pipelineName);
  }

  @Override
  public void close() {
    stores.close();
  }
}
