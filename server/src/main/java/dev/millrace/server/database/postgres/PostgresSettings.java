package dev.millrace.server.database.postgres;

import java.time.Duration;
import java.util.Locale;

/**
 * Which database, and how much of it one server uses.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, with the driver's options behind a
 *     question mark, but for user and password
 * @param password never shown
 * @param writers transactions that write at the same time, each with a connection; 1 to {@value
 *     #MAX_WRITERS}
 * @param readers questions answered at the same time, each with a connection; 1 to {@value
 *     #MAX_READERS}
 * @param patience how long one waits for a connection before the database counts as away; 250 ms to
 *     5 min
 */
public record PostgresSettings(
    String url, String user, String password, int writers, int readers, Duration patience) {
  public static final int MAX_WRITERS = 32;
  public static final int MAX_READERS = 64;
  private static final Duration LEAST_PATIENCE = Duration.ofMillis(250);
  private static final Duration MOST_PATIENCE = Duration.ofMinutes(5);

  private static final String SCHEME = "jdbc:postgresql:";

  /**
   * Refuses what can't be meant.
   *
   * @throws IllegalArgumentException naming the setting and what is expected
   */
  public PostgresSettings {
    if (!url.startsWith(SCHEME)) {
      throw new IllegalArgumentException(
          "the url of the database must be " + SCHEME + "//host:port/database");
    }
    String options = options(url).toLowerCase(Locale.ROOT);
    if (options.contains("password=") || options.contains("user=")) {
      throw new IllegalArgumentException(
          "the url of the database must hold no user and no password, which are settings apart");
    }
    requireWithin("writers", writers, MAX_WRITERS);
    requireWithin("readers", readers, MAX_READERS);
    if (patience.compareTo(LEAST_PATIENCE) < 0 || patience.compareTo(MOST_PATIENCE) > 0) {
      throw new IllegalArgumentException(
          "patience must be " + LEAST_PATIENCE + " to " + MOST_PATIENCE + ", not " + patience);
    }
  }

  private static void requireWithin(String setting, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(setting + " must be 1 to " + most + ", not " + value);
    }
  }

  private static String options(String url) {
    int question = url.indexOf('?');
    return question < 0 ? "" : url.substring(question);
  }

  /** What suits most: four writers, eight readers, five seconds. */
  public static PostgresSettings of(String url, String user, String password) {
    return new PostgresSettings(url, user, password, 4, 8, Duration.ofSeconds(5));
  }

  /** The same with another patience. */
  public PostgresSettings waiting(Duration patience) {
    return new PostgresSettings(url, user, password, writers, readers, patience);
  }

  /** The same with other numbers of connections. */
  public PostgresSettings with(int writers, int readers) {
    return new PostgresSettings(url, user, password, writers, readers, patience);
  }

  /** The url without its options, among which may be secrets. */
  String store() {
    return url.substring(0, url.length() - options(url).length());
  }

  @Override
  public String toString() {
    return store() + " as " + user + ", " + writers + " writers, " + readers + " readers";
  }
}
