package dev.millrace.server.builds.sql;

import dev.millrace.engine.event.Effect.SetTimer;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.Cancellation;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StartValues;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.variable.Variable;
import dev.millrace.server.builds.EffectKey;
import dev.millrace.server.builds.RecordedEffect;
import dev.millrace.server.builds.StoredBuild;
import dev.millrace.server.database.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes builds of rows again. Belongs to one transaction. */
final class BuildReader {
  private final Rows rows;

  /** Prepares rows on {@code connection} as they are needed. */
  BuildReader(Rows rows) {
    this.rows = rows;
  }

  /** What never changes of a build; without its start where a release did not keep that. */
  private record Definition(Pipeline pipeline, Optional<StartValues> start) {}

  /** The build with everything that is still to be done for it. */
  public Optional<StoredBuild> load(BuildId build) throws SQLException {
    String id = build.value();
    Optional<Definition> definition =
        rows.query(Sql.SELECT_DEFINITION, BuildReader::definition, id).stream().findFirst();
    if (definition.isEmpty()) {
      return Optional.empty();
    }
    Pipeline pipeline = definition.get().pipeline();
    List<StageState> stages = StageReader.read(rows, id, pipeline);
    SequencedMap<String, VariableValue> variables = variables(id);
    StartValues start =
        definition.get().start().orElseGet(() -> StartText.guess(variables, names(pipeline)));
    List<SetTimer> timers = rows.query(Sql.SELECT_TIMERS, BuildReader::timer, id);
    List<RecordedEffect> effects = rows.query(Sql.SELECT_EFFECTS, BuildReader::effect, id);
    return rows
        .query(
            Sql.SELECT_BUILD,
            row ->
                new StoredBuild(
                    build(row, pipeline, stages, variables, start),
                    row.getLong("version"),
                    timers,
                    effects),
            id)
        .stream()
        .findFirst();
  }

  /** Builds that are not finished or have effects left to perform, oldest first. */
  public List<BuildId> unfinished() throws SQLException {
    return rows.query(Sql.SELECT_UNFINISHED, row -> new BuildId(row.getString("id")));
  }

  /** The highest number among the builds of pipelines with this name, or 0. */
  public long highestNumber(String pipelineName) throws SQLException {
    return rows.query(Sql.SELECT_HIGHEST_NUMBER, row -> row.getLong(1), pipelineName).getFirst();
  }

  private static Definition definition(ResultSet row) throws SQLException {
    return new Definition(
        DefinitionText.read(row.getString("pipeline")),
        Rows.optionalText(row, "start_values").map(StartText::read));
  }

  private static Set<String> names(Pipeline pipeline) {
    return pipeline.variables().stream().map(Variable::name).collect(Collectors.toSet());
  }

  private static Build build(
      ResultSet row,
      Pipeline pipeline,
      List<StageState> stages,
      SequencedMap<String, VariableValue> variables,
      StartValues start)
      throws SQLException {
    Optional<String> cancelledBy = Rows.optionalText(row, "cancelled_by");
    Optional<Cancellation> cancel =
        cancelledBy.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Cancellation(
                    cancelledBy.get(),
                    row.getBoolean("cancel_forced"),
                    Rows.moment(row, "cancelled_at_ns")));
    return new Build(
        new BuildId(row.getString("id")),
        row.getLong("number"),
        pipeline,
        row.getInt("attempt"),
        BuildStatus.valueOf(row.getString("status")),
        stages,
        variables,
        Rows.moment(row, "created_at_ns"),
        Rows.optionalMoment(row, "started_at_ns"),
        Rows.optionalMoment(row, "ended_at_ns"),
        cancel,
        start,
        QueueingText.read(Rows.optionalText(row, "queueing"), pipeline.name()),
        Rows.optionalText(row, "trigger_review").map(CheckText::trigger));
  }

  private static SetTimer timer(ResultSet row) throws SQLException {
    return new SetTimer(
        row.getString("timer_key"),
        Rows.moment(row, "due_at_ns"),
        EventText.event(row.getString("event")));
  }

  private static RecordedEffect effect(ResultSet row) throws SQLException {
    return new RecordedEffect(
        new EffectKey(row.getLong("version"), row.getInt("position")),
        EventText.effect(row.getString("effect")));
  }

  private SequencedMap<String, VariableValue> variables(String build) throws SQLException {
    SequencedMap<String, VariableValue> variables = new LinkedHashMap<>();
    var _ =
        rows.query(
            Sql.SELECT_VARIABLES,
            row ->
                variables.put(
                    row.getString("name"),
                    new VariableValue(
                        row.getString("value"),
                        row.getBoolean("read_only"),
                        row.getBoolean("sensitive"))),
            build);
    return variables;
  }
}
