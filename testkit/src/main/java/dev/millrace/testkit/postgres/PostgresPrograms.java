package dev.millrace.testkit.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where PostgreSQL's programs are: not on Debian's search path as a rule. */
final class PostgresPrograms {
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
  private static final int OLDEST = 15;

  private PostgresPrograms() {}

  /**
   * The folder with {@code initdb} and {@code pg_ctl}, of the newest version there is.
   *
   * @throws IllegalStateException if there is none, saying what to install
   */
  static Path find() {
    return Stream.concat(ofDebian(), ofSearchPath())
        .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                "PostgreSQL "
                    + OLDEST
                    + " or later is needed and neither below "
                    + DEBIAN
                    + " nor on the search path; on Debian: apt-get install postgresql"));
  }

  private static Stream<Path> ofDebian() {
    if (!Files.isDirectory(DEBIAN)) {
      return Stream.empty();
    }
    try (Stream<Path> versions = Files.list(DEBIAN)) {
      List<Path> newestFirst =
          versions
              .filter(folder -> version(folder) >= OLDEST)
              .sorted(Comparator.comparingInt(PostgresPrograms::version).reversed())
              .map(folder -> folder.resolve("bin"))
              .toList();
      return newestFirst.stream();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static int version(Path folder) {
    String name = folder.getFileName().toString();
    return name.matches("\\d{1,4}") ? Integer.parseInt(name) : 0;
  }

  private static Stream<Path> ofSearchPath() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":")).map(Path::of);
  }
}
