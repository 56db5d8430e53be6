package dev.millrace.server.configuration;

import dev.millrace.server.database.postgres.PostgresSettings;
import dev.millrace.wording.Sentence;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.event.Level;

/** The values that settings were given, and what is wrong with them. Of one thread. */
final class Given {
  private static final Pattern LOG_LEVEL =
      Pattern.compile("(?:([a-z][a-z.]*)=)?(error|warn|info|debug|trace)");

  private final Map<Setting, Value> values = new EnumMap<>(Setting.class);
  private final List<Sentence> problems = new ArrayList<>();

  private record Value(String text, Sentence place) {}

  /** The first place that says something counts. */
  void put(Setting setting, String text, Sentence place) {
    values.putIfAbsent(setting, new Value(text.strip(), place));
  }

  void unknown(String name, Sentence place, List<String> known) {
    problems.add(ConfigurationWording.UNKNOWN.of(name, place, String.join(", ", known)));
  }

  List<Sentence> problems() {
    return problems;
  }

  private String text(Setting setting) {
    Value value = values.get(setting);
    return value == null ? setting.usual() : value.text();
  }

  private void wrong(Setting setting, Sentence wanted) {
    Value value = values.get(setting);
    Sentence place = value == null ? Sentence.verbatim("") : value.place();
    problems.add(ConfigurationWording.BAD_VALUE.of(setting.key(), text(setting), place, wanted));
  }

  /** Empty where nothing is said. */
  Optional<String> plain(Setting setting) {
    return Optional.of(text(setting)).filter(text -> !text.isEmpty());
  }

  /** A number in bounds; {@code least} if it is none, which is told. */
  int number(Setting setting, int least, int most) {
    try {
      int number = Integer.parseInt(text(setting));
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    wrong(setting, ConfigurationWording.A_NUMBER.of(least, most));
    return least;
  }

  /** As {@link #number}, or {@code otherwise} where nothing is said. */
  int number(Setting setting, int least, int most, int otherwise) {
    return text(setting).isEmpty() ? otherwise : number(setting, least, most);
  }

  boolean flag(Setting setting) {
    return switch (text(setting)) {
      case "true" -> true;
      case "false" -> false;
      default -> {
        wrong(setting, ConfigurationWording.A_FLAG.of());
        yield false;
      }
    };
  }

  LogSettings.Format logFormat() {
    return switch (text(Setting.LOG_FORMAT)) {
      case "text" -> LogSettings.Format.TEXT;
      case "json" -> LogSettings.Format.JSON;
      default -> {
        wrong(Setting.LOG_FORMAT, ConfigurationWording.A_LOG_FORMAT.of());
        yield LogSettings.Format.TEXT;
      }
    };
  }

  /** Of all rooms by the empty name, and of some by theirs. */
  SequencedMap<String, Level> logLevels() {
    var levels = new LinkedHashMap<String, Level>();
    levels.put("", Level.INFO);
    for (String each : text(Setting.LOG_LEVEL).split(",", -1)) {
      Matcher said = LOG_LEVEL.matcher(each.strip());
      if (!said.matches()) {
        wrong(Setting.LOG_LEVEL, ConfigurationWording.LOG_LEVELS.of());
        return levels;
      }
      String room = said.group(1) == null ? "" : said.group(1);
      levels.put(room, Level.valueOf(said.group(2).toUpperCase(Locale.ROOT)));
    }
    return levels;
  }

  String host(Setting setting) {
    String host = text(setting);
    if (host.isEmpty() || !host.matches("[A-Za-z0-9._:%-]+")) {
      wrong(setting, ConfigurationWording.AN_ADDRESS.of());
    }
    return host;
  }

  Optional<URI> url(Setting setting) {
    Optional<String> text = plain(setting);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      var url = new URI(text.get());
      boolean isWeb = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (isWeb && url.getHost() != null && url.getQuery() == null && url.getFragment() == null) {
        return Optional.of(url);
      }
    } catch (URISyntaxException _) {
      // Told below.
    }
    wrong(setting, ConfigurationWording.A_URL.of());
    return Optional.empty();
  }

  /** Empty where no URL is said. */
  Optional<PostgresSettings> postgres() {
    try {
      return plain(Setting.DATABASE_URL)
          .map(url ->
              PostgresSettings.of(
                  url, text(Setting.DATABASE_USER), text(Setting.DATABASE_PASSWORD)));
    } catch (IllegalArgumentException wrong) {
      problems.add(ConfigurationWording.BAD_DATABASE.of(String.valueOf(wrong.getMessage())));
      return Optional.empty();
    }
  }

  Set<String> addresses(Setting setting) {
    Set<String> all =
        Arrays.stream(text(setting).split(","))
            .map(String::strip)
            .filter(each -> !each.isEmpty())
            .collect(Collectors.toSet());
    try {
      return all.stream()
          .map(each -> InetAddress.ofLiteral(each).getHostAddress())
          .collect(Collectors.toSet());
    } catch (IllegalArgumentException _) {
      wrong(setting, ConfigurationWording.ADDRESSES.of());
      return Set.of();
    }
  }
}
