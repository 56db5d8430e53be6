package dev.millrace.server.configuration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Everything a server can be told. */
public enum Setting {
  DATA("data", "", "the folder with the database, logs and workspaces; one server at a time"),
  DATABASE_URL(
      "database.url",
      "",
      "a PostgreSQL to keep rows in, jdbc:postgresql://HOST/DATABASE; a file in the data folder"
          + " without it"),
  DATABASE_USER("database.user", "", "who to be there"),
  DATABASE_PASSWORD("database.password", "", "its password; best said by the environment"),
  HTTP_HOST("http.host", "127.0.0.1", "the address to listen on; 0.0.0.0 for all of the machine's"),
  HTTP_PORT("http.port", "8080", "the port to listen on, 0..65535; 0: any that is free"),
  HTTP_PUBLIC_URL(
      "http.public-url", "", "where people reach the server; with https, cookies go by https only"),
  HTTP_TRUSTED_PROXIES(
      "http.trusted-proxies", "", "addresses, parted by commas, whose X-Forwarded-For is believed"),
  HTTP_MAX_BODY("http.max-body", "4194304", "bytes of a request's body, 1024..104857600"),
  HTTP_MAX_REQUESTS("http.max-requests", "1000", "requests at once, 1..100000"),
  HTTP_PATIENCE(
      "http.patience", "30", "seconds a connection may be silent or a request take, 1..600"),
  AGENT_EMBEDDED("agent.embedded", "true", "whether builds run on the server's machine, too"),
  AGENT_JOBS(
      "agent.jobs", "", "how many jobs at once run there, 1..1000; as many as it has processors"),
  SESSION_LIFE("session.life", "168", "hours a session lasts, 12..720"),
  SESSION_IDLE("session.idle", "24", "hours a session lasts without being used, 1..720"),
  AUDIT_DAYS("audit.days", "366", "days that audits are kept, 1..36500"),
  AUDIT_COUNT("audit.count", "1000000", "how many audits are kept, 1000..1000000000"),
  LOG_FORMAT(
      "log.format",
      "text",
      "how the server's own log is written to its error output: text or json"),
  LOG_LEVEL(
      "log.level",
      "info",
      "from which level on: error, warn, info, debug or trace; of rooms also apart:"
          + " info,builds=debug"),
  TRACES_ENDPOINT(
      "traces.endpoint",
      "",
      "a collector that takes traces by OTLP over HTTP: http://localhost:4318/v1/traces; no traces"
          + " without it");

  /** Variables of the environment begin with it: {@code MILLRACE_SERVER_HTTP_PORT}. */
  public static final String VARIABLE_PREFIX = "MILLRACE_SERVER_";

  private final String key;
  private final String usual;
  private final String meaning;

  Setting(String key, String usual, String meaning) {
    this.key = key;
    this.usual = usual;
    this.meaning = meaning;
  }

  /** As files name it: {@code http.port}. */
  public String key() {
    return key;
  }

  /** As it is if nobody says anything; empty: it depends. */
  public String usual() {
    return usual;
  }

  /** What it means, for the documentation. */
  public String meaning() {
    return meaning;
  }

  /** As the environment names it. */
  public String variable() {
    return VARIABLE_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  static Optional<Setting> ofKey(String key) {
    return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
  }

  static Optional<Setting> ofVariable(String name) {
    return Arrays.stream(values()).filter(each -> each.variable().equals(name)).findFirst();
  }
}
