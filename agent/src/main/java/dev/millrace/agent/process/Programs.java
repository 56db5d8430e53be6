package dev.millrace.agent.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds programs as a shell would, but never in the current folder. */
public final class Programs {
  private Programs() {}

  /** The first program of this name in the folders of {@code path}, a value of {@code PATH}. */
  public static Optional<Path> find(String path, String name) {
    for (var folder : path.split(File.pathSeparator, -1)) {
      if (folder.startsWith("/")) {
        var program = Path.of(folder, name);
        if (Files.isRegularFile(program) && Files.isExecutable(program)) {
          return Optional.of(program);
        }
      }
    }
    return Optional.empty();
  }
}
