package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {
  private static final Pattern READY = Pattern.compile("ready at (http://\\S+) ");
  private static final Pattern CODE = Pattern.compile("setup code (\\S+)");

  @TempDir Path state;
  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();

  private Millrace millrace() {
    return new Millrace(state, folder);
  }

  private Millrace.Started start() {
    return millrace()
        .started("server", "--data", folder.resolve("data").toString(), "--port", "0")
        .awaitOutput("Ctrl-C stops it");
  }

  private static String found(Pattern pattern, Millrace.Started server) {
    Matcher matcher = pattern.matcher(server.read());
    assertThat(matcher.find()).as(server.read().toString()).isTrue();
    return matcher.group(1);
  }

  private int status(Millrace.Started server, String path) {
    try {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(found(READY, server) + path)).build(),
              HttpResponse.BodyHandlers.ofString())
          .statusCode();
    } catch (IOException failure) {
      throw new AssertionError(failure);
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  @Test
  void a_server_serves_until_it_is_told_to_stop() {
    Millrace.Started server = start();
    assertThat(status(server, "/api/v1/health/ready")).isEqualTo(200);
    assertThat(status(server, "/api/v1/projects/none/nothing")).isEqualTo(404);

    Millrace.End end = server.signal("TERM").end();

    assertThat(end.exitCode()).as(end.output()).isZero();
    assertThat(end.output()).endsWith("Stopped.\n");
  }

  @Test
  void a_killed_server_starts_again_and_its_setup_code_is_another_one() {
    Millrace.Started first = start().awaitOutput("curl");
    String code = found(CODE, first);
    first.signal("KILL").end();

    Millrace.Started second = start().awaitOutput("curl");

    assertThat(found(CODE, second)).isNotEqualTo(code);
    assertThat(status(second, "/api/v1/health/ready")).isEqualTo(200);
    second.signal("INT").end();
  }

  @Test
  void a_data_folder_serves_one_server_at_a_time() {
    Millrace.Started first = start();

    Millrace.End second =
        millrace().run("server", "--data", folder.resolve("data").toString(), "--port", "0");

    assertThat(second.exitCode()).isEqualTo(2);
    assertThat(second.output()).contains("is in use by another server");
    first.signal("TERM").end();
  }

  @Test
  void settings_that_can_t_be_are_all_told_before_anything_starts() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.writeString(data.resolve("server.properties"), "http.prot=1\nagent.jobs=many\n");

    Millrace.End end = millrace().run("server", "--data", data.toString());

    assertThat(end.exitCode()).isEqualTo(2);
    assertThat(end.output())
        .contains("http.prot is no setting (in ")
        .contains("the setting agent.jobs can't be \"many\"");
    assertThat(data.resolve("millrace.db")).doesNotExist();
  }
}
