package dev.millrace.pipeline.yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The files of the test resources. */
final class Corpus {
  private Corpus() {}

  /** A file of the corpus; its name is what a failing test shows. */
  record File(String name, String text) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** All files of a folder beside this class, by name. */
  static List<File> files(String folder) {
    try (Stream<Path> files = Files.list(folder(folder))) {
      return files.sorted().map(Corpus::read).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** One file. */
  static File file(String folder, String name) {
    return read(folder(folder).resolve(name));
  }

  private static Path folder(String name) {
    try {
      return Path.of(Objects.requireNonNull(Corpus.class.getResource(name), name).toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static File read(Path file) {
    try {
      return new File(file.getFileName().toString(), Files.readString(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
