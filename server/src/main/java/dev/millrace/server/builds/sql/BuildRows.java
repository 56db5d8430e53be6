package dev.millrace.server.builds.sql;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.server.builds.BuildCommit;
import dev.millrace.server.builds.BuildFacts;
import dev.millrace.server.builds.EarlierExecution;
import dev.millrace.server.builds.EffectKey;
import dev.millrace.server.builds.RecordedEffect;
import dev.millrace.server.builds.Remarks;
import dev.millrace.server.builds.StaleVersion;
import dev.millrace.server.builds.TriggerKind;
import dev.millrace.server.database.Rows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes commits as rows: only rows of what changed, found by identity between the state before and
 * after. Belongs to one transaction.
 */
@SuppressWarnings("ReferenceEquality") // identity is how a state says what changed
final class BuildRows {
  private final Rows rows;
  private final StageRows stages;

  /** Prepares rows on {@code connection} as they are needed. */
  BuildRows(Rows rows) {
    this.rows = rows;
    this.stages = new StageRows(rows);
  }

  /** Does ahead what the first commit of a process would have to wait for. May take a while. */
  public void warmUp() throws SQLException {
    rows.prepare(Sql.INSERT_BUILD, Sql.INSERT_STAGE, Sql.INSERT_JOB, Sql.INSERT_TASK);
    DefinitionText.warmUp();
  }

  /**
   * Writes one step of one build.
   *
   * @throws StaleVersion if the build is at another version; nothing was written then
   */
  public void write(BuildCommit commit) throws SQLException {
    Build build = commit.after();
    String id = build.id().value();
    writeBuild(commit);
    if (commit.before().isEmpty()) {
      rows.run(
          Sql.INSERT_DEFINITION,
          id,
          DefinitionText.write(build.pipeline()),
          StartText.write(build.start()));
    }
    writeVariables(id, commit.before().map(Build::variables).orElse(null), build);
    stages.write(commit);
    new EarlierRows(rows).write(build.id(), EarlierExecution.replacedBy(commit));
    for (String key : commit.timersCleared()) {
      rows.run(Sql.DELETE_TIMER, id, key);
    }
    for (var timer : commit.timersSet()) {
      rows.run(Sql.PUT_TIMER, id, timer.key(), timer.due(), EventText.write(timer.event()));
    }
    for (EffectKey key : commit.settled()) {
      rows.run(Sql.DELETE_EFFECT, id, key.version(), key.position());
    }
    for (RecordedEffect recorded : commit.effects()) {
      EffectKey key = recorded.key();
      rows.run(
          Sql.INSERT_EFFECT, id, key.version(), key.position(), EventText.write(recorded.effect()));
    }
    if (build.status().isFinished()) {
      rows.run(Sql.MARK_FINISHED, id);
    }
  }

  /** Forgets effects that were performed. */
  public void forget(BuildId build, List<EffectKey> performed) throws SQLException {
    for (EffectKey key : performed) {
      rows.run(Sql.DELETE_EFFECT, build.value(), key.version(), key.position());
    }
    rows.run(Sql.MARK_FINISHED, build.value());
  }

  private void writeBuild(BuildCommit commit) throws SQLException {
    Build build = commit.after();
    Optional<Build> before = commit.before();
    List<Object> arguments = new ArrayList<>();
    arguments.add(build.attempt());
    arguments.add(build.startedAt());
    arguments.add(build.endedAt());
    arguments.add(build.cancel().map(cancel -> cancel.by()));
    arguments.add(build.cancel().map(cancel -> cancel.forced()));
    arguments.add(build.cancel().map(cancel -> cancel.at()));
    arguments.add(QueueingText.write(build.queueing()));
    arguments.add(build.triggerReview().map(CheckText::ofTrigger));
    arguments.add(commit.version());
    boolean stays =
        before
            .filter(was -> was.status() == build.status() && !was.status().isFinished())
            .isPresent();
    if (!stays) {
      arguments.add(build.status().name());
    }
    if (before.isEmpty()) {
      addWhatStays(arguments, commit);
    }
    arguments.add(build.id().value());
    if (before.isPresent()) {
      arguments.add(commit.expectedVersion());
    }
    String update = stays ? Sql.UPDATE_LIVE_BUILD : Sql.UPDATE_BUILD;
    if (rows.run(before.isEmpty() ? Sql.INSERT_BUILD : update, arguments.toArray()) == 0) {
      throw new StaleVersion(build.id(), commit.expectedVersion());
    }
    Optional<String> remark = before.flatMap(_ -> Remarks.putBy(commit));
    if (remark.isPresent()) {
      rows.run(Sql.SET_REMARK, remark.get(), build.id().value());
    }
  }

  private static void addWhatStays(List<Object> arguments, BuildCommit commit) {
    Build build = commit.after();
    BuildFacts facts = BuildFacts.of(build);
    arguments.add(build.number());
    arguments.add(build.pipeline().name());
    arguments.add(build.createdAt());
    arguments.add(facts.project().map(ProjectId::value).orElse(""));
    arguments.add(facts.pipeline().map(PipelineId::value).orElse(""));
    arguments.add(facts.version().orElse(0));
    arguments.add(facts.startedBy().orElse(""));
    arguments.add(facts.trigger().map(TriggerKind::name).orElse(""));
    arguments.add(Remarks.of(build));
  }

  private void writeVariables(
      String build, @Nullable Map<String, VariableValue> before, Build after) throws SQLException {
    if (before == after.variables()) {
      return;
    }
    Map<String, VariableValue> old = before == null ? Map.of() : before;
    Map<String, Integer> oldPositions = positions(old);
    int position = 0;
    for (Map.Entry<String, VariableValue> variable : after.variables().entrySet()) {
      String name = variable.getKey();
      VariableValue value = variable.getValue();
      boolean moved = oldPositions.getOrDefault(name, -1) != position;
      if (moved || !value.equals(old.get(name))) {
        rows.run(
            Sql.PUT_VARIABLE,
            build,
            name,
            position,
            value.value(),
            value.readOnly(),
            value.sensitive());
      }
      position++;
    }
    for (String name : old.keySet()) {
      if (!after.variables().containsKey(name)) {
        rows.run(Sql.DELETE_VARIABLE, build, name);
      }
    }
  }

  private static Map<String, Integer> positions(Map<String, VariableValue> variables) {
    Map<String, Integer> positions = new HashMap<>();
    for (String name : variables.keySet()) {
      positions.put(name, positions.size());
    }
    return positions;
  }
}
