package dev.millrace.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.cli.session.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountCommandsTest {
  @TempDir Path folder;

  @Test
  void the_setup_code_makes_the_first_administrator_who_is_logged_in_then() {
    try (var house = new ClientHouse(folder)) {
      String url = house.server.url().toString();
      String secrets = house.server.setupCode().orElseThrow() + "\n" + ClientHouse.PASSWORD + "\n";

      var end = house.typing(secrets, "setup", url, "--user", "ada", "--password-stdin");

      assertThat(end.exit()).as(end.errors()).isEqualTo(ExitCode.SUCCESS);
      assertThat(end.output()).contains("logged in to " + url + " as ada");
      assertThat(house.run("project", "list").output()).startsWith("there is no project");
    }
  }

  @Test
  void only_its_owner_can_read_the_file_with_the_token() throws IOException {
    try (var house = new ClientHouse(folder).ready()) {
      var permissions = Files.getPosixFilePermissions(house.known().file());

      assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
      try (var files = Files.list(house.known().file().resolveSibling("."))) {
        assertThat(files).hasSize(1);
      }
    }
  }

  @Test
  void logging_out_ends_the_token_at_the_server() {
    try (var house = new ClientHouse(folder).ready()) {
      String token = house.token();

      var end = house.run("logout");

      assertThat(end.exit()).as(end.errors()).isEqualTo(ExitCode.SUCCESS);
      assertThat(house.known().all()).isEmpty();
      var again =
          house.typing(token + "\n", "login", house.server.url().toString(), "--token-stdin");
      assertThat(again.exit()).isEqualTo(ExitCode.INVALID);
      assertThat(again.errors()).contains("millrace login URL makes a new token");
    }
  }

  @Test
  void a_wrong_password_keeps_nothing() {
    try (var house = new ClientHouse(folder).ready()) {
      String url = house.server.url().toString();

      var end =
          house.typing(
              "three dry horses\n",
              "login",
              url,
              "--user",
              "ada",
              "--name",
              "other",
              "--password-stdin");

      assertThat(end.exit()).isEqualTo(ExitCode.INVALID);
      assertThat(house.known().all()).containsOnlyKeys("home");
    }
  }

  @Test
  void several_servers_are_told_apart_by_name_and_the_last_login_is_meant() {
    try (var house = new ClientHouse(folder).ready()) {
      String url = house.server.url().toString();

      house.typing(
          ClientHouse.PASSWORD + "\n",
          "login",
          url,
          "--user",
          "ada",
          "--name",
          "other",
          "--password-stdin");

      assertThat(house.known().all()).containsOnlyKeys("home", "other");
      assertThat(house.known().current()).contains("other");
      assertThat(house.run("pipeline", "list").errors()).contains("say which project");
      assertThat(house.run("pipeline", "list", "--server", "home").exit())
          .isEqualTo(ExitCode.SUCCESS);
      assertThat(house.run("pipeline", "list", "--server", "none").errors())
          .contains("no server by the name none; you know: home, other");
    }
  }

  @Test
  void the_environment_goes_before_the_file() {
    try (var house = new ClientHouse(folder).ready()) {
      house.environment.put(Target.TOKEN, "none");
      assertThat(house.run("project", "list").errors()).contains("does not know you");

      house.environment.put(Target.TOKEN, house.token());
      house.environment.put(Target.URL, house.server.url() + "/");
      house.environment.put(Target.PROJECT, "pears");

      assertThat(house.run("project", "list").output()).contains("apples");
      assertThat(house.run("pipeline", "list").errors()).contains("no project pears");
    }
  }

  @Test
  void a_server_that_is_not_there_is_our_fault_and_not_the_user_s() {
    var house = new ClientHouse(folder).ready();
    house.close();

    var end = house.run("project", "list");

    assertThat(end.exit()).isEqualTo(ExitCode.OUR_FAULT);
    assertThat(end.errors()).contains("can not be reached").contains("is it running");
  }

  @Test
  void who_is_not_logged_in_is_told_how_to() {
    try (var house = new ClientHouse(folder)) {
      var end = house.run("project", "list");

      assertThat(end.exit()).isEqualTo(ExitCode.INVALID);
      assertThat(end.errors()).contains("millrace login URL");
    }
  }
}
