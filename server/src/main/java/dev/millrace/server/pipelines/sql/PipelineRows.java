package dev.millrace.server.pipelines.sql;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.pipeline.Concurrency;
import dev.millrace.pipeline.Concurrency.RunLock;
import dev.millrace.server.access.UserId;
import dev.millrace.server.database.Rows;
import dev.millrace.server.pipelines.Definition;
import dev.millrace.server.pipelines.DefinitionFormat;
import dev.millrace.server.pipelines.PipelineEntry;
import dev.millrace.server.pipelines.PipelineSettings;
import dev.millrace.server.pipelines.PipelineSettings.CancelPolicy;
import dev.millrace.server.pipelines.ReleaseName;
import dev.millrace.server.pipelines.Version;
import dev.millrace.server.pipelines.VersionNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rows as values and back. */
final class PipelineRows {
  private static final JsonMapper JSON = JsonMapper.shared();

  private PipelineRows() {}

  static PipelineEntry entry(ResultSet row) throws SQLException {
    Optional<VersionNumber> newest = number(row, "newest_number");
    Optional<ReleaseName> name = releaseName(row, "newest_");
    Optional<VersionNumber> draft = number(row, "draft_number");
    Optional<VersionNumber> base = number(row, "draft_base");
    long stamp = row.getLong("draft_stamp");
    return new PipelineEntry(
        new PipelineId(row.getString("id")),
        new ProjectId(row.getString("project")),
        row.getString("name"),
        row.getString("description"),
        labels(row.getString("labels")),
        row.getBoolean("enabled"),
        new UserId(row.getString("creator")),
        Rows.moment(row, "created_at_ns"),
        new UserId(row.getString("changed_by")),
        Rows.moment(row, "changed_at_ns"),
        row.getLong("revision"),
        row.getInt("last_version"),
        newest.map(number -> new PipelineEntry.Release(number, name.orElseThrow())),
        draft.map(number -> new PipelineEntry.Draft(number, base, stamp)),
        Rows.optionalMoment(row, "deleted_at_ns"));
  }

  /** What an entry is in its row, in the order of the statements' columns; the id is last. */
  static List<Object> values(PipelineEntry entry) {
    Optional<ReleaseName> newest = entry.newest().map(PipelineEntry.Release::name);
    return new ArrayList<>(
        List.of(
            entry.project().value(),
            entry.name(),
            PipelineEntry.folded(entry.name()),
            entry.sortName(),
            entry.description(),
            JSON.writeValueAsString(entry.labels()),
            entry.enabled(),
            entry.creator().value(),
            entry.createdAt(),
            entry.changedBy().value(),
            entry.changedAt(),
            entry.revision(),
            entry.lastVersion(),
            entry.newest().map(release -> release.number().value()),
            newest.map(ReleaseName::release),
            newest.map(ReleaseName::body),
            newest.map(ReleaseName::triggers),
            newest.map(ReleaseName::settings),
            entry.draft().map(draft -> draft.number().value()),
            entry.draft().flatMap(PipelineEntry.Draft::base).map(VersionNumber::value),
            entry.draft().map(PipelineEntry.Draft::stamp),
            entry.isDeleted(),
            entry.deletedAt(),
            entry.id().value()));
  }

  private static List<String> labels(String json) {
    return JSON.readTree(json).valueStream().map(JsonNode::asString).toList();
  }

  static Version version(ResultSet row) throws SQLException {
    return new Version(
        new VersionNumber(row.getInt("number")),
        releaseName(row, "release_"),
        number(row, "base"),
        DefinitionFormat.valueOf(row.getString("format")),
        row.getString("description"),
        new UserId(row.getString("saved_by")),
        Rows.moment(row, "saved_at_ns"));
  }

  static Object[] values(PipelineId id, Version version) {
    Optional<ReleaseName> release = version.release();
    return new Object[] {
      id.value(),
      version.number().value(),
      release.map(ReleaseName::release),
      release.map(ReleaseName::body),
      release.map(ReleaseName::triggers),
      release.map(ReleaseName::settings),
      version.base().map(VersionNumber::value),
      version.format().name(),
      version.description(),
      version.by().value(),
      version.at()
    };
  }

  static Definition definition(ResultSet row) throws SQLException {
    return new Definition(
        DefinitionFormat.valueOf(row.getString("format")),
        row.getString("content"),
        new PipelineSettings(
            row.getString("description"),
            new Concurrency(
                RunLock.valueOf(row.getString("run_lock")),
                Rows.optionalText(row, "concurrency_group"),
                row.getBoolean("cancel_in_progress"),
                whole(row, "queue_length"),
                whole(row, "queue_minutes"),
                whole(row, "max_parallel")),
            CancelPolicy.valueOf(row.getString("cancel_policy")),
            row.getBoolean("fail_if_variable_invalid"),
            row.getBoolean("clean_variables"),
            row.getInt("versions_kept")));
  }

  static Object[] values(PipelineId id, VersionNumber number, Definition definition) {
    PipelineSettings settings = definition.settings();
    Concurrency concurrency = settings.concurrency();
    return new Object[] {
      id.value(),
      number.value(),
      definition.format().name(),
      definition.text(),
      settings.description(),
      concurrency.lock().name(),
      concurrency.group(),
      concurrency.cancelInProgress(),
      concurrency.queueLength(),
      concurrency.queueTimeoutMinutes(),
      concurrency.maxParallel(),
      settings.cancelPolicy().name(),
      settings.failIfVariableInvalid(),
      settings.cleanVariablesWhenRetry(),
      settings.versionsKept()
    };
  }

  private static Optional<ReleaseName> releaseName(ResultSet row, String prefix)
      throws SQLException {
    String first = prefix.equals("newest_") ? "newest_release" : prefix + "number";
    Optional<Integer> release = whole(row, first);
    return release.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ReleaseName(
                release.get(),
                row.getInt(prefix + "body"),
                row.getInt(prefix + "triggers"),
                row.getInt(prefix + "settings")));
  }

  private static Optional<VersionNumber> number(ResultSet row, String column) throws SQLException {
    return whole(row, column).map(VersionNumber::new);
  }

  private static Optional<Integer> whole(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }
}
