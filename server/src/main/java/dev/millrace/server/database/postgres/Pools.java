package dev.millrace.server.database.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Properties;

/** Connections of each kind. A pool opens them when they are needed. */
final class Pools {
  /** How long a writer waits for a row that another transaction has changed. */
  private static final Duration LOCK_WAIT = Duration.ofSeconds(2);

  /** A server that stands still in a transaction loses it, so that others go on. */
  private static final Duration STANDSTILL = Duration.ofSeconds(10);

  /** No statement of ours takes that long: nobody is there who could answer. */
  private static final Duration ANSWER_WAIT = Duration.ofMinutes(1);

  /** A commit is on disk when it returns, whatever the database's own settings say. */
  private static final String OPTIONS =
      "-c synchronous_commit=on -c lock_timeout=%d -c idle_in_transaction_session_timeout=%d"
          .formatted(LOCK_WAIT.toMillis(), STANDSTILL.toMillis());

  private Pools() {}

  static HikariDataSource toWrite(PostgresSettings settings) {
    HikariConfig config = config(settings, settings.writers());
    config.setPoolName("database-writers");
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    return new HikariDataSource(config);
  }

  /** Each transaction sees one state, and can change nothing. */
  static HikariDataSource toRead(PostgresSettings settings) {
    HikariConfig config = config(settings, settings.readers());
    config.setPoolName("database-readers");
    config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    config.setReadOnly(true);
    return new HikariDataSource(config);
  }

  private static HikariConfig config(PostgresSettings settings, int connections) {
    var config = new HikariConfig();
    config.setJdbcUrl(settings.url());
    config.setDataSourceProperties(properties(settings));
    config.addDataSourceProperty("socketTimeout", Long.toString(ANSWER_WAIT.toSeconds()));
    config.addDataSourceProperty("options", OPTIONS);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(0);
    config.setAutoCommit(false);
    config.setConnectionTimeout(settings.patience().toMillis());
    config.setValidationTimeout(settings.patience().toMillis());
    // Whether it is there was seen when the tables were looked at.
    config.setInitializationFailTimeout(-1);
    return config;
  }

  /** What all connections have in common, also those of no pool, which may take their time. */
  static Properties properties(PostgresSettings settings) {
    var properties = new Properties();
    properties.setProperty("user", settings.user());
    properties.setProperty("password", settings.password());
    properties.setProperty("ApplicationName", "millrace");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty(
        "connectTimeout", Long.toString(Math.max(1, settings.patience().toSeconds())));
    return properties;
  }
}
