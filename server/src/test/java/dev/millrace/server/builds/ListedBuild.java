package dev.millrace.server.builds;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.Queueing;
import dev.millrace.engine.state.StartValues;
import dev.millrace.engine.state.VariableValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** A build as lists see it; everything else is that of {@link Samples}. */
public record ListedBuild(
    String id,
    String project,
    String pipeline,
    long number,
    String startedBy,
    TriggerKind trigger,
    BuildStatus status,
    Instant createdAt,
    String remark,
    int version) {
  /**
   * Ann's build number 1 of pipeline p-1 in project demo, in the queue, without a remark, of
   * version 7.
   */
  public static ListedBuild of(String id) {
    return new ListedBuild(
        id, "demo", "p-1", 1, "ann", TriggerKind.MANUAL, BuildStatus.QUEUE, Samples.NOW, "", 7);
  }

  public ListedBuild in(String otherProject, String otherPipeline) {
    return new ListedBuild(
        id,
        otherProject,
        otherPipeline,
        number,
        startedBy,
        trigger,
        status,
        createdAt,
        remark,
        version);
  }

  public ListedBuild number(long other) {
    return new ListedBuild(
        id, project, pipeline, other, startedBy, trigger, status, createdAt, remark, version);
  }

  public ListedBuild by(String user, TriggerKind kind) {
    return new ListedBuild(
        id, project, pipeline, number, user, kind, status, createdAt, remark, version);
  }

  public ListedBuild status(BuildStatus other) {
    return new ListedBuild(
        id, project, pipeline, number, startedBy, trigger, other, createdAt, remark, version);
  }

  public ListedBuild seconds(int later) {
    return new ListedBuild(
        id,
        project,
        pipeline,
        number,
        startedBy,
        trigger,
        status,
        Samples.NOW.plusSeconds(later),
        remark,
        version);
  }

  public ListedBuild remark(String other) {
    return new ListedBuild(
        id, project, pipeline, number, startedBy, trigger, status, createdAt, other, version);
  }

  public ListedBuild version(int other) {
    return new ListedBuild(
        id, project, pipeline, number, startedBy, trigger, status, createdAt, remark, other);
  }

  /** As a store is given it. */
  public Build build() {
    Build sample = Samples.queued(id, createdAt);
    var given = new LinkedHashMap<String, VariableValue>();
    given.put(BuildFacts.PROJECT, VariableValue.plain(project));
    given.put(BuildFacts.VERSION, VariableValue.plain(String.valueOf(version)));
    given.put(BuildFacts.STARTED_BY, VariableValue.plain(startedBy));
    given.put(TriggerKind.VARIABLE, VariableValue.plain(trigger.value()));
    var variables = new LinkedHashMap<String, VariableValue>(sample.variables());
    if (!remark.isEmpty()) {
      variables.put(Remarks.VARIABLE, VariableValue.plain(remark));
    }
    return new Build(
        sample.id(),
        number,
        sample.pipeline(),
        1,
        status,
        sample.stages(),
        variables,
        createdAt,
        Optional.empty(),
        status.isFinished() ? Optional.of(createdAt.plusSeconds(60)) : Optional.empty(),
        Optional.empty(),
        new StartValues(
            sample.start().parameters(), given, sample.start().onlyJobs(), Optional.empty()),
        Queueing.of(new PipelineId(pipeline)),
        Optional.empty());
  }

  /** Stores some of them. */
  public static void commit(BuildStore store, List<ListedBuild> builds) {
    builds.forEach(one -> store.commit(BuildCommit.ofNew(one.build())));
  }
}
