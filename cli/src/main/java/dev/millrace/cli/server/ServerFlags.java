package dev.millrace.cli.server;

import dev.millrace.cli.arguments.Invocation;
import dev.millrace.cli.arguments.UsageError;
import dev.millrace.server.configuration.Setting;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the settings of a server from its command line. */
public final class ServerFlags {
  private ServerFlags() {}

  /**
   * Settings by their keys.
   *
   * @throws UsageError if one is no setting
   */
  public static Map<String, String> of(Invocation invocation) {
    var flags = new LinkedHashMap<String, String>();
    for (String given : invocation.values("set")) {
      int equals = given.indexOf('=');
      String key = equals < 0 ? given : given.substring(0, equals);
      if (equals < 0 || Arrays.stream(Setting.values()).noneMatch(each -> each.key().equals(key))) {
        throw new UsageError(
            "usage.bad-value",
            Optional.empty(),
            "--set",
            given,
            Arrays.stream(Setting.values())
                .map(each -> each.key() + "=…")
                .collect(Collectors.joining(", ")));
      }
      flags.put(key, given.substring(equals + 1));
    }
    invocation.value("data").ifPresent(value -> flags.put(Setting.DATA.key(), value));
    invocation.value("host").ifPresent(value -> flags.put(Setting.HTTP_HOST.key(), value));
    invocation.value("port").ifPresent(value -> flags.put(Setting.HTTP_PORT.key(), value));
    return flags;
  }
}
