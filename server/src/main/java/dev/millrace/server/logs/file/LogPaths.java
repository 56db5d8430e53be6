package dev.millrace.server.logs.file;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.TaskId;
import dev.millrace.protocol.EndpointUnavailable;
import dev.millrace.server.logs.LogKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names of log files. Ids are the author's and may hold anything, so every byte that some file
 * system treats specially is written {@code %xx}, upper case letters too: some don't tell case
 * apart. What is too long for one name becomes folders.
 */
final class LogPaths {
  private static final String PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final int NAME_MAX = 200;
  private static final String LINES = ".log";
  private static final String PLACES = ".idx";
  private static final Pattern FILE = Pattern.compile("(.+)\\.(\\d{1,9})\\.(\\d{1,9})\\.log");

  private final Path root;

  LogPaths(Path root) {
    this.root = root;
  }

  private Path folder(BuildId build) {
    return resolve(root, encode(build.value()) + "@");
  }

  /** The file of the log's lines. */
  Path lines(LogKey log) {
    return file(log, LINES);
  }

  /** The file of the places of its lines. */
  Path places(LogKey log) {
    return file(log, PLACES);
  }

  private Path file(LogKey log, String ending) {
    String execution = "." + log.attempt() + "." + log.retry();
    return resolve(folder(log.build()), encode(log.task().value()) + execution + ending);
  }

  /** The logs of a build, in their order. */
  List<LogKey> logsOf(BuildId build) {
    Path folder = folder(build);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .flatMap(file -> key(build, file).stream())
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException failure) {
      throw new EndpointUnavailable("the logs of build " + build + " can't be listed", failure);
    }
  }

  /** The log a file in the folder of {@code build} holds; empty for other files. */
  private Optional<LogKey> key(BuildId build, Path file) {
    String name = folder(build).relativize(file).toString().replace(separator(file), "");
    Matcher matcher = FILE.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new LogKey(
            build,
            new TaskId(decode(matcher.group(1))),
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(3))));
  }

  private static String separator(Path file) {
    return file.getFileSystem().getSeparator();
  }

  private static Path resolve(Path folder, String name) {
    Path path = folder;
    String rest = name;
    while (rest.length() > NAME_MAX) {
      path = path.resolve(rest.substring(0, NAME_MAX));
      rest = rest.substring(NAME_MAX);
    }
    return path.resolve(rest);
  }

  static String encode(String id) {
    var name = new StringBuilder();
    for (byte letter : id.getBytes(StandardCharsets.UTF_8)) {
      if (PLAIN.indexOf(letter) >= 0) {
        name.append((char) letter);
      } else {
        name.append(String.format("%%%02x", letter & 0xff));
      }
    }
    return name.toString();
  }

  static String decode(String name) {
    byte[] bytes = new byte[name.length()];
    int length = 0;
    for (int at = 0; at < name.length(); at++) {
      if (name.charAt(at) == '%') {
        bytes[length++] = (byte) Integer.parseInt(name, at + 1, at + 3, 16);
        at += 2;
      } else {
        bytes[length++] = (byte) name.charAt(at);
      }
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
