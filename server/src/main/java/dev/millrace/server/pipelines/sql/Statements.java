package dev.millrace.server.pipelines.sql;

import dev.millrace.server.pipelines.PipelineQuery;
import dev.millrace.server.pipelines.PipelineQuery.Sort;

/** The SQL of this room, in what SQLite and PostgreSQL share. */
final class Statements {
  static final String FIND = "select * from pipeline where id = ?";

  static final String FIND_BY_NAME =
      "select * from pipeline where project = ? and name = ? and deleted_at_ns is null";

  /** A row that has been written is locked until the end, where transactions run side by side. */
  static final String QUEUE_FOR_NAMES =
      "insert into pipeline_names (project, changes) values (?, 1)"
          + " on conflict (project) do update set changes = pipeline_names.changes + 1";

  static final String COUNT =
      "select count(*) as pipelines from pipeline where project = ? and deleted = ?";

  private static final String COLUMNS =
      "project, name, name_folded, name_sort, description, labels, enabled, creator,"
          + " created_at_ns, changed_by, changed_at_ns, revision, last_version, newest_number,"
          + " newest_release, newest_body, newest_triggers, newest_settings, draft_number,"
          + " draft_base, draft_stamp, deleted, deleted_at_ns";

  static final String INSERT =
      "insert into pipeline ("
          + COLUMNS
          + ", id) values ("
          + "?, ".repeat(23)
          + "?) on conflict (id) do nothing";

  static final String UPDATE =
      "update pipeline set " + COLUMNS.replace(",", " = ?,") + " = ? where id = ? and revision = ?";

  static final String DELETE_LABELS = "delete from pipeline_label where pipeline = ?";
  static final String INSERT_LABEL = "insert into pipeline_label (pipeline, label) values (?, ?)";

  static final String VERSION = "select * from pipeline_version where pipeline = ? and number = ?";
  static final String TEXT = "select * from pipeline_text where pipeline = ? and number = ?";

  static final String VERSIONS =
      "select * from pipeline_version where pipeline = ? and number < ?"
          + " order by number desc limit ?";

  static final String RELEASED =
      "select number from pipeline_version where pipeline = ? and release_number is not null"
          + " order by number";

  static final String INSERT_VERSION =
      "insert into pipeline_version (pipeline, number, release_number, release_body,"
          + " release_triggers, release_settings, base, format, description, saved_by,"
          + " saved_at_ns) values ("
          + "?, ".repeat(10)
          + "?)";

  static final String INSERT_TEXT =
      "insert into pipeline_text (pipeline, number, format, content, description, run_lock,"
          + " concurrency_group, cancel_in_progress, queue_length, queue_minutes, max_parallel,"
          + " cancel_policy, fail_if_variable_invalid, clean_variables, versions_kept) values ("
          + "?, ".repeat(14)
          + "?)";

  static final String DELETE_VERSION =
      "delete from pipeline_version where pipeline = ? and number = ?";
  static final String DELETE_TEXT = "delete from pipeline_text where pipeline = ? and number = ?";

  static final String DELETED_BEFORE =
      "select * from pipeline where deleted_at_ns < ? order by deleted_at_ns, id limit ?";

  static final String PURGE = "delete from pipeline where id = ? and deleted_at_ns is not null";
  static final String PURGE_VERSIONS = "delete from pipeline_version where pipeline = ?";
  static final String PURGE_TEXTS = "delete from pipeline_text where pipeline = ?";

  private Statements() {}

  /**
   * The statement of a list: one of less than a hundred texts, by which conditions there are. Its
   * arguments come in the order in which they are written here.
   */
  static String list(PipelineQuery query) {
    String column = column(query.sort());
    String order = query.descending() ? " desc" : "";
    var sql = new StringBuilder("select * from pipeline where project = ? and deleted = ?");
    if (query.after().isPresent()) {
      sql.append(" and (")
          .append(column)
          .append(query.descending() ? ", id) < (?, ?)" : ", id) > (?, ?)");
    }
    if (!query.namePart().isEmpty()) {
      sql.append(" and name_folded like ? escape '!'");
    }
    if (query.creator().isPresent()) {
      sql.append(" and creator = ?");
    }
    if (query.label().isPresent()) {
      sql.append(
          " and exists (select 1 from pipeline_label"
              + " where pipeline_label.pipeline = pipeline.id and label = ?)");
    }
    return sql.append(" order by ")
        .append(column)
        .append(order)
        .append(", id")
        .append(order)
        .append(" limit ?")
        .toString();
  }

  private static String column(Sort sort) {
    return switch (sort) {
      case NAME -> "name_sort";
      case CHANGED -> "changed_at_ns";
      case CREATED -> "created_at_ns";
    };
  }
}
