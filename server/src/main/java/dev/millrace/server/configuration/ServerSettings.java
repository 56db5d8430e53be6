package dev.millrace.server.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.server.access.Audit;
import dev.millrace.server.access.SessionSettings;
import dev.millrace.server.database.postgres.PostgresSettings;
import dev.millrace.server.http.HttpSettings;
import dev.millrace.server.traces.TraceSettings;
import dev.millrace.wording.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;

/**
 * What a server is told.
 *
 * @param data the folder it keeps all in
 * @param database where rows are kept; empty: in a file in the data folder
 * @param embeddedJobs how many jobs at once run on its own machine; empty: none may
 * @param log how the process logs
 * @param traces where they go; empty: there are none
 */
public record ServerSettings(
    Path data,
    Optional<PostgresSettings> database,
    HttpSettings http,
    OptionalInt embeddedJobs,
    SessionSettings sessions,
    Audit.Retention audits,
    LogSettings log,
    Optional<TraceSettings> traces) {
  private static final int MAX_JOBS = 1_000;

  /**
   * Reads settings; what flags say goes before the environment, that before the file.
   *
   * @param flags by their keys
   * @param environment all variables; those that do not begin with {@link Setting#VARIABLE_PREFIX}
   *     are others' business
   * @param file as {@link Properties} are written, UTF-8
   * @param usualData where data is kept if nobody says anything
   * @param folder that relative paths begin at
   * @throws InvalidSettings if anything is wrong, and says all of it
   */
  public static ServerSettings read(
      Map<String, String> flags,
      Map<String, String> environment,
      Optional<Path> file,
      Path usualData,
      Path folder) {
    var given = new Given();
    Sentence flagged = ConfigurationWording.FLAGS.of();
    flags.forEach((key, value) -> given.put(Setting.ofKey(key).orElseThrow(), value, flagged));
    readEnvironment(environment, given);
    file.ifPresent(path -> readFile(path, given));
    ServerSettings settings = of(given, usualData, folder);
    if (!given.problems().isEmpty()) {
      throw new InvalidSettings(given.problems());
    }
    return settings;
  }

  private static void readEnvironment(Map<String, String> environment, Given given) {
    Sentence place = ConfigurationWording.ENVIRONMENT.of();
    environment.keySet().stream()
        .filter(name -> name.startsWith(Setting.VARIABLE_PREFIX))
        .sorted()
        .forEach(name ->
            Setting.ofVariable(name)
                .ifPresentOrElse(
                    setting -> given.put(setting, environment.getOrDefault(name, ""), place),
                    () ->
                        given.unknown(
                            name,
                            place,
                            Arrays.stream(Setting.values()).map(Setting::variable).toList())));
  }

  private static void readFile(Path file, Given given) {
    var properties = new Properties();
    try (var in = Files.newBufferedReader(file, UTF_8)) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException failure) {
      throw new InvalidSettings(
          List.of(ConfigurationWording.UNREADABLE.of(file, failure.toString())));
    }
    Sentence place = Sentence.verbatim(file.toString());
    List<String> known = Arrays.stream(Setting.values()).map(Setting::key).toList();
    properties.stringPropertyNames().stream()
        .sorted()
        .forEach(key ->
            Setting.ofKey(key)
                .ifPresentOrElse(
                    setting -> given.put(setting, properties.getProperty(key, ""), place),
                    () -> given.unknown(key, place, known)));
  }

  private static ServerSettings of(Given given, Path usualData, Path folder) {
    Path data = given.plain(Setting.DATA).map(folder::resolve).orElse(usualData);
    var http =
        new HttpSettings(
            given.host(Setting.HTTP_HOST),
            given.number(Setting.HTTP_PORT, 0, 65_535),
            given.url(Setting.HTTP_PUBLIC_URL),
            given.addresses(Setting.HTTP_TRUSTED_PROXIES),
            given.number(Setting.HTTP_MAX_BODY, 1_024, 104_857_600),
            given.number(Setting.HTTP_MAX_REQUESTS, 1, 100_000),
            Duration.ofSeconds(given.number(Setting.HTTP_PATIENCE, 1, 600)));
    int processors = Runtime.getRuntime().availableProcessors();
    int jobs = given.number(Setting.AGENT_JOBS, 1, MAX_JOBS, processors);
    return new ServerSettings(
        data.toAbsolutePath().normalize(),
        given.postgres(),
        http,
        given.flag(Setting.AGENT_EMBEDDED) ? OptionalInt.of(jobs) : OptionalInt.empty(),
        sessions(given),
        new Audit.Retention(
            Duration.ofDays(given.number(Setting.AUDIT_DAYS, 1, 36_500)),
            given.number(Setting.AUDIT_COUNT, 1_000, 1_000_000_000)),
        new LogSettings(given.logFormat(), given.logLevels()),
        given.url(Setting.TRACES_ENDPOINT).map(TraceSettings::new));
  }

  private static SessionSettings sessions(Given given) {
    int longest = (int) SessionSettings.LONGEST_LIFE.toHours();
    int life =
        given.number(Setting.SESSION_LIFE, (int) SessionSettings.SHORTEST_LIFE.toHours(), longest);
    int idle = given.number(Setting.SESSION_IDLE, 1, longest);
    return new SessionSettings(Duration.ofHours(life), Duration.ofHours(Math.min(idle, life)));
  }
}
