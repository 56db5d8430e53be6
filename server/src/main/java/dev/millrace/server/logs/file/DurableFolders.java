package dev.millrace.server.logs.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Folders whose entries survive a power cut: a new file's name needs its folder flushed. */
final class DurableFolders {
  private static final boolean CAN_FLUSH = Files.isDirectory(Path.of("/proc/self"));

  private DurableFolders() {}

  /** Creates the folder and those above it that are missing. */
  static void create(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      create(parent);
    }
    Files.createDirectories(folder);
    if (parent != null) {
      flush(parent);
    }
  }

  /** Only Linux lets Java open a folder to flush it; elsewhere the system is trusted. */
  static void flush(Path folder) throws IOException {
    if (CAN_FLUSH) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
