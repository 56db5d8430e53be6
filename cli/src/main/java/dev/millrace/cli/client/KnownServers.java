package dev.millrace.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The servers somebody is logged in to, by the names they gave them, in a file that only they can
 * read. A change is whole or not at all; of two at once the later stays.
 */
final class KnownServers {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String CURRENT = "current";
  private static final String SERVERS = "servers";

  private final Path file;

  /**
   * One server.
   *
   * @param url without a slash at its end
   * @param user who one is there
   * @param project that is meant if none is named; empty: none
   */
  record Known(String url, String token, String user, Optional<String> project) {}

  /** Keeps them in a file, which need not be there. */
  KnownServers(Path file) {
    this.file = file;
  }

  /** Where the file is: {@code millrace/servers.json} in the XDG folder for configuration. */
  static Path file(Path folder, Map<String, String> environment) {
    String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", ".")));
    Path base = xdg.isEmpty() ? home.resolve(".config") : folder.resolve(xdg);
    return base.resolve("millrace").resolve("servers.json");
  }

  Path file() {
    return file;
  }

  /** All, in the order in which they came. */
  SequencedMap<String, Known> all() {
    var all = new LinkedHashMap<String, Known>();
    for (Map.Entry<String, JsonNode> entry : read().path(SERVERS).properties()) {
      JsonNode each = entry.getValue();
      String project = each.path("project").asString("");
      all.put(
          entry.getKey(),
          new Known(
              each.path("url").asString(""),
              each.path("token").asString(""),
              each.path("user").asString(""),
              project.isEmpty() ? Optional.empty() : Optional.of(project)));
    }
    return all;
  }

  /** The name of the one that is meant if none is named. */
  Optional<String> current() {
    return Optional.of(read().path(CURRENT).asString("")).filter(name -> all().containsKey(name));
  }

  /** Keeps a server, in place of one of the same name, as the one that is meant. */
  void keep(String name, Known server) {
    SequencedMap<String, Known> all = all();
    all.put(name, server);
    write(name, all);
  }

  /** Forgets a server; the newest of the others is meant then. */
  void forget(String name) {
    SequencedMap<String, Known> all = all();
    all.remove(name);
    String next = all.isEmpty() ? "" : all.lastEntry().getKey();
    write(current().filter(each -> !each.equals(name)).orElse(next), all);
  }

  private JsonNode read() {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (NoSuchFileException none) {
      return JSON.createObjectNode();
    } catch (JacksonException broken) {
      throw ClientError.wrong("client.bad-file", file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void write(String current, SequencedMap<String, Known> all) {
    var servers = new LinkedHashMap<String, Object>();
    all.forEach((name, server) -> {
      var fields = new LinkedHashMap<String, Object>();
      fields.put("url", server.url());
      fields.put("user", server.user());
      server.project().ifPresent(project -> fields.put("project", project));
      fields.put("token", server.token());
      servers.put(name, fields);
    });
    var whole = new LinkedHashMap<String, Object>();
    whole.put(CURRENT, current);
    whole.put(SERVERS, servers);
    byte[] bytes =
        (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(whole) + "\n").getBytes(UTF_8);
    try {
      Path folder = Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
      var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      Path next = Files.createTempFile(folder.normalize(), "servers", ".new", mine);
      try {
        Files.write(next, bytes);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(next);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
