package dev.millrace.server.builds.sql;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.server.builds.BuildPage;
import dev.millrace.server.builds.BuildQuery;
import dev.millrace.server.builds.BuildSummary;
import dev.millrace.server.builds.EarlierExecution;
import dev.millrace.server.builds.PipelineActivity;
import dev.millrace.server.builds.StoredBuild;
import dev.millrace.server.builds.arbiters.ArbiterId;
import dev.millrace.server.builds.arbiters.StoredArbiter;
import dev.millrace.server.database.Database;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads builds and arbiters of a database, which {@link #close} closes. Safe from any thread. */
public final class SqlStoredRecords implements StoredRecords {
  private final Database database;

  public SqlStoredRecords(Database database) {
    this.database = database;
  }

  @Override
  public Optional<StoredBuild> load(BuildId id) {
    return database.read(rows -> new BuildReader(rows).load(id));
  }

  @Override
  public List<BuildId> unfinished() {
    database.settle();
    return database.read(rows -> new BuildReader(rows).unfinished());
  }

  @Override
  public BuildPage list(BuildQuery query) {
    return database.read(rows -> new ListReader(rows).list(query));
  }

  @Override
  public Optional<BuildSummary> summary(BuildId id) {
    return database.read(rows -> new ListReader(rows).summary(id));
  }

  @Override
  public List<EarlierExecution> earlier(BuildId id) {
    return database.read(rows -> new EarlierRows(rows).of(id));
  }

  @Override
  public Set<Integer> versionsIn(PipelineId pipeline, Set<Integer> versions) {
    return database.read(rows -> new ListReader(rows).versionsIn(pipeline, versions));
  }

  @Override
  public Map<PipelineId, PipelineActivity> activity(Set<PipelineId> pipelines) {
    return database.read(rows -> new ListReader(rows).activity(pipelines));
  }

  @Override
  public long highestNumber(String pipelineName) {
    return database.read(rows -> new BuildReader(rows).highestNumber(pipelineName));
  }

  @Override
  public Optional<StoredArbiter> load(ArbiterId id) {
    return database.read(rows -> new ArbiterReader(rows).load(id));
  }

  List<String> busy(String kind) {
    database.settle();
    return database.read(rows -> new ArbiterReader(rows).busy(kind));
  }

  @Override
  public void close() {
    database.close();
  }
}
