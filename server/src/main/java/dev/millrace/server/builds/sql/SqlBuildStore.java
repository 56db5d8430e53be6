package dev.millrace.server.builds.sql;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.server.builds.BuildCommit;
import dev.millrace.server.builds.BuildPage;
import dev.millrace.server.builds.BuildQuery;
import dev.millrace.server.builds.BuildSummary;
import dev.millrace.server.builds.EarlierExecution;
import dev.millrace.server.builds.EffectKey;
import dev.millrace.server.builds.PipelineActivity;
import dev.millrace.server.builds.Remarks;
import dev.millrace.server.builds.StoredBuild;
import dev.millrace.server.builds.arbiters.ArbiterCommit;
import dev.millrace.server.builds.arbiters.ArbiterId;
import dev.millrace.server.builds.arbiters.JointCommit;
import dev.millrace.server.builds.arbiters.JointStore;
import dev.millrace.server.builds.arbiters.StoredArbiter;
import dev.millrace.server.database.Database;
import dev.millrace.server.database.StoreUnavailable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds and arbiters in a database, which {@link #close} closes. Safe from any thread. */
public final class SqlBuildStore implements JointStore {
  private static final Logger log = LoggerFactory.getLogger(SqlBuildStore.class);

  private final Database database;
  private final SqlStoredRecords records;

  /**
   * Over a database whose tables are up to date. Makes the first commit quick while the process
   * does other things, as a rule reads a pipeline.
   */
  public SqlBuildStore(Database database) {
    this.database = database;
    this.records = new SqlStoredRecords(database);
    Thread.ofVirtual().start(this::warmUp);
  }

  private void warmUp() {
    try {
      database.change(rows -> new BuildRows(rows).warmUp());
    } catch (StoreUnavailable failure) {
      log.atDebug().setCause(failure).log("the first commit will say what is wrong");
    }
  }

  @Override
  public void commit(BuildCommit commit) {
    database.change(rows -> new BuildRows(rows).write(commit));
  }

  @Override
  public void commit(JointCommit commit) {
    database.change(rows -> {
      var arbiters = new ArbiterRows(rows);
      for (ArbiterCommit step : commit.arbiters()) {
        arbiters.write(step);
      }
      if (commit.build().isPresent()) {
        new BuildRows(rows).write(commit.build().get());
      }
    });
  }

  @Override
  public void forget(BuildId build, List<EffectKey> performed) {
    database.changeSoon(
        "performed effects of build " + build,
        rows -> new BuildRows(rows).forget(build, performed));
  }

  @Override
  public void forget(ArbiterId id, List<EffectKey> delivered) {
    database.changeSoon(
        "delivered messages of " + id, rows -> new ArbiterRows(rows).forget(id, delivered));
  }

  @Override
  public Optional<StoredArbiter> load(ArbiterId id) {
    return records.load(id);
  }

  @Override
  public List<String> busy(String kind) {
    return records.busy(kind);
  }

  @Override
  public Optional<StoredBuild> load(BuildId id) {
    return records.load(id);
  }

  @Override
  public List<BuildId> unfinished() {
    return records.unfinished();
  }

  @Override
  public boolean remark(BuildId build, String text) {
    String checked = Remarks.checked(text);
    return database.write(rows -> rows.run(Sql.SET_REMARK, checked, build.value()) > 0);
  }

  @Override
  public BuildPage list(BuildQuery query) {
    return records.list(query);
  }

  @Override
  public Optional<BuildSummary> summary(BuildId id) {
    return records.summary(id);
  }

  @Override
  public List<EarlierExecution> earlier(BuildId id) {
    return records.earlier(id);
  }

  @Override
  public Set<Integer> versionsIn(PipelineId pipeline, Set<Integer> versions) {
    return records.versionsIn(pipeline, versions);
  }

  @Override
  public Map<PipelineId, PipelineActivity> activity(Set<PipelineId> pipelines) {
    return records.activity(pipelines);
  }

  @Override
  public long highestNumber(String pipelineName) {
    return records.highestNumber(pipelineName);
  }

  @Override
  public void close() {
    database.close();
  }
}
