package dev.millrace.server.builds.sql;

/**
 * Every statement, in the SQL that SQLite and PostgreSQL share. Plain texts, because a builder that
 * renders them costs 0.4 s of a cold start, and these never vary.
 */
final class Sql {
  private Sql() {}

  static final String INSERT_BUILD =
      """
      insert into build (attempt, started_at_ns, ended_at_ns, cancelled_by, cancel_forced,
        cancelled_at_ns, queueing, trigger_review, version, status, unfinished, number,
        pipeline_name, created_at_ns, project_id, pipeline_id, pipeline_version, started_by,
        trigger_kind, remark, id)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (id) do nothing\
      """;
  static final String UPDATE_BUILD =
      """
      update build set attempt = ?, started_at_ns = ?, ended_at_ns = ?, cancelled_by = ?,
        cancel_forced = ?, cancelled_at_ns = ?, queueing = ?, trigger_review = ?, version = ?,
        status = ?, unfinished = 1
      where id = ? and version = ?\
      """;

  /** Most steps leave the status, and with it all indexes. */
  static final String UPDATE_LIVE_BUILD =
      """
      update build set attempt = ?, started_at_ns = ?, ended_at_ns = ?, cancelled_by = ?,
        cancel_forced = ?, cancelled_at_ns = ?, queueing = ?, trigger_review = ?, version = ?
      where id = ? and version = ?\
      """;

  static final String SET_REMARK = "update build set remark = ? where id = ?";
  static final String SELECT_BUILD = "select * from build where id = ?";
  static final String SELECT_UNFINISHED =
      "select id from build where unfinished = 1 order by created_at_ns, id";
  static final String SELECT_HIGHEST_NUMBER =
      "select coalesce(max(number), 0) from build where pipeline_name = ?";

  static final String INSERT_DEFINITION =
      "insert into build_definition (build_id, pipeline, start_values) values (?, ?, ?)";
  static final String SELECT_DEFINITION =
      "select pipeline, start_values from build_definition where build_id = ?";

  static final String PUT_VARIABLE =
      """
      insert into build_variable (build_id, name, position, value, read_only, sensitive)
      values (?, ?, ?, ?, ?, ?)
      on conflict (build_id, name) do update set position = excluded.position,
        value = excluded.value, read_only = excluded.read_only, sensitive = excluded.sensitive\
      """;
  static final String DELETE_VARIABLE =
      "delete from build_variable where build_id = ? and name = ?";
  static final String SELECT_VARIABLES =
      "select * from build_variable where build_id = ? order by position";

  static final String INSERT_STAGE =
      """
      insert into build_stage (name, definition, id, status, attempt, started_at_ns, ended_at_ns,
        failure, checks, build_id, position)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
      """;
  static final String UPDATE_STAGE =
      """
      update build_stage set status = ?, attempt = ?, started_at_ns = ?, ended_at_ns = ?,
        failure = ?, checks = ?
      where build_id = ? and position = ?\
      """;
  static final String SELECT_STAGES =
      "select * from build_stage where build_id = ? order by position";

  static final String INSERT_JOB =
      """
      insert into build_job (stage, definition, matrix, depends_on, position, name, status, attempt,
        fence, lost_workers, machine, ran_before_ns, running_since_ns, prepared_at_ns,
        started_at_ns, ended_at_ns, failure, mutex, machine_turn, build_id, id)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
      """;
  static final String UPDATE_JOB =
      """
      update build_job set position = ?, name = ?, status = ?, attempt = ?, fence = ?,
        lost_workers = ?, machine = ?, ran_before_ns = ?, running_since_ns = ?,
        prepared_at_ns = ?, started_at_ns = ?, ended_at_ns = ?, failure = ?, mutex = ?,
        machine_turn = ?
      where build_id = ? and id = ?\
      """;
  static final String MOVE_JOB = "update build_job set position = ? where build_id = ? and id = ?";
  static final String DELETE_JOB = "delete from build_job where build_id = ? and id = ?";
  static final String SELECT_JOBS =
      "select * from build_job where build_id = ? order by stage, position";

  static final String INSERT_TASK =
      """
      insert into build_task (id, status, attempt, retry, started_at_ns, ended_at_ns, failure,
        outputs, warnings, continued, work, build_id, job_id, position)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
      """;
  static final String UPDATE_TASK =
      """
      update build_task set id = ?, status = ?, attempt = ?, retry = ?, started_at_ns = ?,
        ended_at_ns = ?, failure = ?, outputs = ?, warnings = ?, continued = ?, work = ?
      where build_id = ? and job_id = ? and position = ?\
      """;
  static final String DELETE_TASKS = "delete from build_task where build_id = ? and job_id = ?";
  static final String SELECT_TASKS =
      "select * from build_task where build_id = ? order by job_id, position";

  static final String PUT_TIMER =
      """
      insert into build_timer (build_id, timer_key, due_at_ns, event) values (?, ?, ?, ?)
      on conflict (build_id, timer_key) do update set due_at_ns = excluded.due_at_ns,
        event = excluded.event\
      """;
  static final String DELETE_TIMER = "delete from build_timer where build_id = ? and timer_key = ?";
  static final String SELECT_TIMERS =
      "select * from build_timer where build_id = ? order by due_at_ns, timer_key";

  static final String INSERT_EFFECT =
      "insert into build_effect (build_id, version, position, effect) values (?, ?, ?, ?)";
  static final String DELETE_EFFECT =
      "delete from build_effect where build_id = ? and version = ? and position = ?";
  static final String SELECT_EFFECTS =
      "select * from build_effect where build_id = ? order by version, position";

  static final String INSERT_ARBITER =
      """
      insert into arbiter (head, version, kind, name) values (?, ?, ?, ?)
      on conflict (kind, name) do nothing\
      """;
  static final String UPDATE_ARBITER =
      "update arbiter set head = ?, version = ? where kind = ? and name = ? and version = ?";
  static final String SELECT_ARBITER = "select * from arbiter where kind = ? and name = ?";
  static final String SELECT_BUSY_ARBITERS =
      """
      select name from arbiter_timer where kind = ?
      union select name from arbiter_message where kind = ?
      order by name\
      """;
  static final String PUT_ENTRY =
      """
      insert into arbiter_entry (kind, name, entry_key, entry) values (?, ?, ?, ?)
      on conflict (kind, name, entry_key) do update set entry = excluded.entry\
      """;
  static final String DELETE_ENTRY =
      "delete from arbiter_entry where kind = ? and name = ? and entry_key = ?";
  static final String SELECT_ENTRIES = "select * from arbiter_entry where kind = ? and name = ?";
  static final String PUT_ARBITER_TIMER =
      """
      insert into arbiter_timer (kind, name, timer_key, due_at_ns, event) values (?, ?, ?, ?, ?)
      on conflict (kind, name, timer_key) do update set due_at_ns = excluded.due_at_ns,
        event = excluded.event\
      """;
  static final String DELETE_ARBITER_TIMER =
      "delete from arbiter_timer where kind = ? and name = ? and timer_key = ?";
  static final String SELECT_ARBITER_TIMERS =
      "select * from arbiter_timer where kind = ? and name = ? order by due_at_ns, timer_key";
  static final String INSERT_MESSAGE =
      """
      insert into arbiter_message (kind, name, version, position, message)
      values (?, ?, ?, ?, ?)\
      """;
  static final String DELETE_MESSAGE =
      """
      delete from arbiter_message where kind = ? and name = ? and version = ? and position = ?\
      """;
  static final String SELECT_MESSAGES =
      "select * from arbiter_message where kind = ? and name = ? order by version, position";

  /**
   * A finished build whose last effect was performed is not looked at by the next start. Where a
   * step of it is being written meanwhile, PostgreSQL waits and looks at the row anew, but not at
   * the effects: the version says that there may be others.
   */
  static final String MARK_FINISHED =
      """
      update build set unfinished = 0
      where id = ? and ended_at_ns is not null and unfinished = 1
        and version = (select seen.version from build seen where seen.id = build.id)
        and not exists (select 1 from build_effect where build_effect.build_id = build.id)\
      """;
}
