package dev.millrace.cli.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import dev.millrace.server.configuration.LogSettings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

class ServerLogTest {
  private static final Logger BUILDS = LoggerFactory.getLogger("dev.millrace.server.builds.Loop");
  private static final Logger HTTP = LoggerFactory.getLogger("dev.millrace.server.http.Door");
  private static final Logger LIBRARY = LoggerFactory.getLogger("org.example.Library");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @AfterEach
  void forget() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).reset();
  }

  private void begin(LogSettings.Format format, Map<String, Level> levels) {
    ServerLog.to(
        new PrintStream(out, true, UTF_8), new LogSettings(format, new LinkedHashMap<>(levels)));
  }

  private String written() {
    return out.toString(UTF_8);
  }

  @Test
  void a_line_of_json_has_the_keys_of_the_event_and_those_bound_where_the_work_came_in() {
    begin(LogSettings.Format.JSON, Map.of("", Level.INFO));

    try (var _ = MDC.putCloseable("request", "r-1")) {
      BUILDS
          .atInfo()
          .addKeyValue("build", "b-1")
          .addKeyValue("attempt", 2)
          .log("a \"build\"\nhas ended");
    }

    assertThat(written())
        .matches(
            "\\{\"at\":\"[0-9TZ:.-]+\",\"level\":\"info\","
                + "\"logger\":\"dev.millrace.server.builds.Loop\","
                + "\"message\":\"a ..build..\\\\nhas ended\","
                + "\"build\":\"b-1\",\"attempt\":\"2\",\"request\":\"r-1\"}\n");
  }

  @Test
  void an_exception_is_in_the_line_of_json() {
    begin(LogSettings.Format.JSON, Map.of("", Level.INFO));

    HTTP.atError().setCause(new IllegalStateException("broken")).log("a request failed");

    assertThat(written().lines()).hasSize(1);
    assertThat(written()).contains("\"exception\":\"java.lang.IllegalStateException: broken\\n");
  }

  @Test
  void a_line_of_text_shows_where_a_value_ends() {
    begin(LogSettings.Format.TEXT, Map.of("", Level.INFO));

    BUILDS.atInfo().addKeyValue("jobs", "a=RUNNING b").addKeyValue("build", "b-1").log("it went");

    assertThat(written())
        .endsWith(
            " INFO dev.millrace.server.builds.Loop: it went jobs=\"a=RUNNING b\" build=b-1\n");
  }

  @Test
  void rooms_have_levels_of_their_own_and_libraries_say_only_what_is_wrong() {
    begin(LogSettings.Format.TEXT, Map.of("", Level.INFO, "builds", Level.DEBUG));

    BUILDS.atDebug().log("a step");
    HTTP.atDebug().log("a call");
    HTTP.atInfo().log("a start");
    LIBRARY.atInfo().log("a chat");
    LIBRARY.atWarn().log("a worry");

    assertThat(written().lines().map(line -> line.substring(line.lastIndexOf(": ") + 2)))
        .containsExactly("a step", "a start", "a worry");
  }
}
