package dev.millrace.server.access.sql;

/** The statements of the room, but for those that are put together by {@link AuditRows}. */
final class Sql {
  private Sql() {}

  static final String QUEUE =
      """
      insert into access_queue (name, passes) values (?, 1)
      on conflict (name) do update set passes = access_queue.passes + 1\
      """;

  private static final String USER =
      """
      select user_id, display_name, email, administrator, disabled, created_ns, changed_ns, version
      from access_user\
      """;

  static final String FIND_USER = USER + " where user_key = ?";
  static final String LIST_USERS = USER + " where user_key > ? order by user_key limit ?";
  static final String INSERT_USER =
      """
      insert into access_user (user_key, user_id, display_name, email, administrator, disabled,
        created_ns, changed_ns, version)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (user_key) do nothing\
      """;
  static final String UPDATE_USER =
      """
      update access_user set display_name = ?, email = ?, administrator = ?, disabled = ?,
        changed_ns = ?, version = ?
      where user_key = ? and version = ?\
      """;
  static final String COUNT_USERS = "select count(*) from access_user";
  static final String COUNT_ADMINISTRATORS =
      "select count(*) from access_user where administrator and not disabled";
  static final String FIND_PASSWORD =
      "select password_hash from access_user where user_key = ? and password_hash is not null";
  static final String SET_PASSWORD = "update access_user set password_hash = ? where user_key = ?";
  static final String FIND_FAILURES =
      "select failures, failed_ns from access_user where user_key = ? and failed_ns is not null";
  static final String SET_FAILURES =
      """
      update access_user set failures = ?, failed_ns = ?
      where user_key = ? and (failed_ns is null or failed_ns <= ?)\
      """;
  static final String CLEAR_FAILURES =
      "update access_user set failures = null, failed_ns = null where user_key = ?";
  static final String FIND_SETUP = "select fingerprint from access_setup";
  static final String SET_SETUP =
      """
      insert into access_setup (id, fingerprint) values (1, ?)
      on conflict (id) do update set fingerprint = excluded.fingerprint\
      """;
  static final String DELETE_SETUP = "delete from access_setup";

  private static final String SESSION =
      """
      select id, user_id, address, client, began_ns, ends_ns, idle_life_ns, seen_ns
      from access_session\
      """;

  static final String SESSION_BY_FINGERPRINT = SESSION + " where fingerprint = ?";
  static final String FIND_SESSION = SESSION + " where id = ?";
  static final String SESSIONS_OF = SESSION + " where user_key = ? order by began_ns, id";
  static final String INSERT_SESSION =
      """
      insert into access_session (id, fingerprint, user_key, user_id, address, client, began_ns,
        ends_ns, idle_life_ns, seen_ns)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
      """;
  static final String TOUCH_SESSION =
      "update access_session set seen_ns = ? where id = ? and seen_ns < ?";
  static final String DELETE_SESSION = "delete from access_session where id = ?";
  static final String DELETE_ENDED_SESSIONS =
      "delete from access_session where ends_ns <= ? or seen_ns + idle_life_ns <= ?";

  private static final String TOKEN =
      """
      select id, user_id, name, scopes, projects, created_ns, expires_ns, used_ns
      from access_token\
      """;

  static final String TOKEN_BY_FINGERPRINT = TOKEN + " where fingerprint = ?";
  static final String FIND_TOKEN = TOKEN + " where id = ?";
  static final String TOKENS_OF = TOKEN + " where user_key = ? order by created_ns, id";
  static final String INSERT_TOKEN =
      """
      insert into access_token (id, fingerprint, user_key, user_id, name, scopes, projects,
        created_ns, expires_ns, used_ns)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
      """;
  static final String TOUCH_TOKEN =
      "update access_token set used_ns = ? where id = ? and (used_ns is null or used_ns < ?)";
  static final String DELETE_TOKEN = "delete from access_token where id = ?";

  private static final String MEMBER =
      "select project, user_id, role, since_ns, until_ns from access_member";

  static final String FIND_MEMBER = MEMBER + " where project = ? and user_key = ?";
  static final String MEMBERS_IN =
      MEMBER + " where project = ? and user_key > ? order by user_key limit ?";
  static final String MEMBERS_OF = MEMBER + " where user_key = ? order by project";
  static final String COUNT_MEMBERS = "select count(*) from access_member where project = ?";
  static final String COUNT_LASTING_ADMINISTRATORS =
      """
      select count(*) from access_member
      where project = ? and role = 'ADMINISTRATOR' and until_ns is null\
      """;
  static final String PUT_MEMBER =
      """
      insert into access_member (project, user_key, user_id, role, since_ns, until_ns)
      values (?, ?, ?, ?, ?, ?)
      on conflict (project, user_key) do update set user_id = excluded.user_id,
        role = excluded.role, since_ns = excluded.since_ns, until_ns = excluded.until_ns\
      """;
  static final String DELETE_MEMBER =
      "delete from access_member where project = ? and user_key = ?";

  static final String INSERT_AUDIT =
      """
      insert into audit (at_ns, id, user_id, via, address, request, verb, kind, thing, project, was,
        became)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
      """;
  static final String NTH_NEWEST_AUDIT =
      "select at_ns, id from audit order by at_ns desc, id desc limit 1 offset ?";
  static final String DELETE_AUDITS =
      """
      delete from audit where (at_ns, id) in (
        select at_ns, id from audit where (at_ns, id) < (?, ?) order by at_ns, id limit ?)\
      """;
}
