package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A folder with little room: a file system of its own where this process may mount one. Elsewhere
 * "full" means that a process may write no file any longer than it is allowed to, which looks the
 * same to who writes.
 */
final class SmallDisk implements AutoCloseable {
  private static final int MEGABYTES = 48;

  private final Path folder;
  private final boolean isMounted;

  SmallDisk(Path folder) {
    this.folder = folder;
    this.isMounted =
        run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", folder.toString());
  }

  Path folder() {
    return folder;
  }

  /** What a server is to say; a limit is nothing that a database knows to be a full disk. */
  String reason() {
    return isMounted ? "http.disk-full" : "http.store-gone";
  }

  /** Takes the last byte, from {@code process} if nobody else can. */
  void fill(long process) {
    if (!isMounted) {
      assertThat(limit(process, "1")).isTrue();
      return;
    }
    try (FileChannel ballast =
        FileChannel.open(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      var block = java.nio.ByteBuffer.allocate(4096);
      while (true) {
        ballast.write(block.clear());
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  /** Gives it back. */
  void free(long process) {
    if (!isMounted) {
      assertThat(limit(process, "unlimited")).isTrue();
      return;
    }
    try {
      Files.delete(ballast());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Path ballast() {
    return folder.resolve("ballast");
  }

  private static boolean limit(long process, String bytes) {
    // The soft limit only, which may be raised again.
    return run("prlimit", "--pid", Long.toString(process), "--fsize=" + bytes + ":");
  }

  private static boolean run(String... command) {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  @Override
  public void close() {
    if (isMounted) {
      assertThat(run("umount", "--lazy", folder.toString())).isTrue();
    }
  }
}
