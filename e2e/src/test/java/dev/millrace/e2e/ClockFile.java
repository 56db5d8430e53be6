package dev.millrace.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** By which the clock of a server is put forward and back. For one thread. */
final class ClockFile {
  private static final int STEP_SECONDS = 70;

  private final Path path;
  private int seconds;

  private ClockFile(Path path) {
    this.path = path;
  }

  static ClockFile in(Path folder) {
    var file = new ClockFile(folder.resolve("offset"));
    file.set(0);
    return file;
  }

  /** A bit more than a minute further on. */
  void goOn() {
    set(seconds + STEP_SECONDS);
  }

  /** So many seconds before or behind the real time. */
  void set(int seconds) {
    this.seconds = seconds;
    try {
      Path next = Files.writeString(path.resolveSibling("offset.next"), Integer.toString(seconds));
      // In one step: whoever reads sees the one number or the other.
      var _ =
          Files.move(
              next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
