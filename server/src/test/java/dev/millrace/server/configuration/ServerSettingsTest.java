package dev.millrace.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.wording.Language;
import dev.millrace.wording.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServerSettingsTest {
  @TempDir Path folder;

  private ServerSettings read(Map<String, String> flags, Map<String, String> environment) {
    return ServerSettings.read(
        flags, environment, Optional.empty(), folder.resolve("usual"), folder);
  }

  private List<String> problems(Map<String, String> flags, Map<String, String> environment) {
    InvalidSettings invalid =
        catchThrowableOfType(InvalidSettings.class, () -> read(flags, environment));
    return invalid.reasons().stream().map(Sentence::english).toList();
  }

  @Test
  void a_server_that_is_told_nothing_is_heard_on_its_own_machine_only() {
    ServerSettings settings = read(Map.of(), Map.of("HOME", "/root"));
    assertThat(settings.data()).isEqualTo(folder.resolve("usual"));
    assertThat(settings.http().host()).isEqualTo("127.0.0.1");
    assertThat(settings.http().port()).isEqualTo(8080);
    assertThat(settings.embeddedJobs()).hasValue(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void every_setting_has_a_default_that_is_right() {
    assertThat(read(Map.of(), Map.of()).http().patience()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void flags_go_before_the_environment_and_that_before_the_file() throws IOException {
    Path file = folder.resolve("server.properties");
    Files.writeString(file, "http.port = 1\nhttp.max-requests = 11\nhttp.host = 10.0.0.1\n");
    ServerSettings settings =
        ServerSettings.read(
            Map.of("http.port", "3"),
            Map.of("MILLRACE_SERVER_HTTP_PORT", "2", "MILLRACE_SERVER_HTTP_MAX_REQUESTS", "22"),
            Optional.of(file),
            folder,
            folder);
    assertThat(settings.http().port()).isEqualTo(3);
    assertThat(settings.http().maxRequests()).isEqualTo(22);
    assertThat(settings.http().host()).isEqualTo("10.0.0.1");
  }

  @Test
  void what_is_no_setting_is_refused_with_what_there_is() throws IOException {
    Path file = folder.resolve("server.properties");
    Files.writeString(file, "http.prot = 1\n");
    InvalidSettings invalid =
        catchThrowableOfType(
            InvalidSettings.class,
            () ->
                ServerSettings.read(
                    Map.of(),
                    Map.of("MILLRACE_SERVER_PORT", "1"),
                    Optional.of(file),
                    folder,
                    folder));
    assertThat(invalid.reasons()).hasSize(2);
    assertThat(invalid.reasons().getFirst().english())
        .startsWith("MILLRACE_SERVER_PORT is no setting (in the environment); there are ")
        .contains("MILLRACE_SERVER_HTTP_PORT");
    assertThat(invalid.reasons().getLast().english())
        .startsWith("http.prot is no setting (in " + file + "); there are ")
        .contains("http.port");
  }

  @Test
  void a_file_that_is_not_there_is_told() {
    InvalidSettings invalid =
        catchThrowableOfType(
            InvalidSettings.class,
            () ->
                ServerSettings.read(
                    Map.of(), Map.of(), Optional.of(folder.resolve("none")), folder, folder));
    assertThat(invalid).hasMessageContaining("none can't be read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http.port           | 65536           | a whole number from 0 to 65535
          http.port           | eighty          | a whole number from 0 to 65535
          http.host           | a b             | an address or the name of a host
          http.public-url     | ci.example.com  | a URL such as https://ci.example.com
          http.trusted-proxies| proxy           | IP addresses, parted by commas
          http.max-body       | 1               | a whole number from 1024 to 104857600
          http.max-requests   | 0               | a whole number from 1 to 100000
          http.patience       | 601             | a whole number from 1 to 600
          agent.embedded      | yes             | true or false
          agent.jobs          | 0               | a whole number from 1 to 1000
          session.life        | 11              | a whole number from 12 to 720
          session.idle        | 0               | a whole number from 1 to 720
          audit.days          | 0               | a whole number from 1 to 36500
          audit.count         | 999             | a whole number from 1000 to 1000000000
          """)
  void a_value_that_can_t_be_is_told_with_what_it_must_be(String key, String value, String wanted) {
    assertThat(problems(Map.of(key, value), Map.of()))
        .containsExactly(
            "the setting "
                + key
                + " can't be \""
                + value
                + "\" (in the command line); it must be "
                + wanted);
  }

  @Test
  void all_that_is_wrong_is_told_at_once() {
    assertThat(problems(Map.of("http.port", "x", "agent.jobs", "x"), Map.of())).hasSize(2);
  }

  @Test
  void what_is_wrong_is_told_in_chinese_too() {
    InvalidSettings invalid =
        catchThrowableOfType(
            InvalidSettings.class, () -> read(Map.of("agent.embedded", "yes"), Map.of()));
    assertThat(invalid.reasons().getFirst().in(Language.CHINESE))
        .isEqualTo("设置项 agent.embedded 不能是“yes”（位于命令行）；应为true 或 false");
  }

  @Test
  void a_session_is_never_idle_for_longer_than_it_lasts() {
    ServerSettings settings = read(Map.of("session.life", "12", "session.idle", "24"), Map.of());
    assertThat(settings.sessions().idleLife()).isEqualTo(settings.sessions().life());
  }
}
