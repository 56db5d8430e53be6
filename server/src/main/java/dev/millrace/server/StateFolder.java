package dev.millrace.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

/**
 * A state folder held by this process; the lock goes with the process, however that ends.
 *
 * <p>Two bytes of a file are locked. Who opens decides by {@link #HELD}, which nobody else touches;
 * who only looks tries {@link #LOOK_AT} for a moment, and an opener waits that moment out. With one
 * lock for both, a look would make an opener believe that the folder is in use.
 */
final class StateFolder implements AutoCloseable {
  static final long LOOK_AT = 0;
  private static final long HELD = 1;

  /**
   * Real paths of folders this process holds. Where locks belong to processes, as on POSIX, closing
   * any channel of the file gives them up, so a second one must not even be opened. Guarded by the
   * class, as whatever opens a channel is.
   */
  private static final Set<Path> HELD_HERE = new HashSet<>();

  private final Path folder;
  private final FileChannel lockFile;

  private StateFolder(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  static synchronized StateFolder open(Path folder) {
    try {
      create(folder);
      Path real = folder.toRealPath();
      if (!HELD_HERE.add(real)) {
        throw new StateFolderInUse(folder);
      }
      try {
        return new StateFolder(real, locked(real));
      } catch (IOException | RuntimeException failure) {
        HELD_HERE.remove(real);
        throw failure;
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("the state folder " + folder + " can't be opened", failure);
    }
  }

  private static FileChannel locked(Path folder) throws IOException {
    FileChannel file =
        FileChannel.open(lockFile(folder), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (file.tryLock(HELD, 1, false) == null) {
        throw new StateFolderInUse(folder);
      }
      var _ = file.lock(LOOK_AT, 1, false);
      return file;
    } catch (IOException | RuntimeException failure) {
      file.close();
      throw failure;
    }
  }

  /** Whether a process holds the folder now. */
  static synchronized boolean isHeld(Path folder) {
    try {
      if (!Files.exists(lockFile(folder))) {
        return false;
      }
      return HELD_HERE.contains(folder.toRealPath()) || isHeldElsewhere(folder);
    } catch (NoSuchFileException gone) {
      return false;
    } catch (IOException failure) {
      throw new UncheckedIOException("whether " + folder + " is in use can't be told", failure);
    }
  }

  private static boolean isHeldElsewhere(Path folder) throws IOException {
    // A shared lock, so that two who look at once don't see each other.
    try (FileChannel file = FileChannel.open(lockFile(folder), StandardOpenOption.READ);
        FileLock mine = file.tryLock(LOOK_AT, 1, true)) {
      return mine == null;
    }
  }

  private static Path lockFile(Path folder) {
    return folder.resolve("lock");
  }

  /** Variables of builds are in it, secret ones too, so nobody else may look. */
  private static void create(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }

  Path database() {
    return folder.resolve("millrace.db");
  }

  Path logs() {
    return folder.resolve("logs");
  }

  @Override
  public void close() {
    try {
      letGo();
    } catch (IOException failure) {
      throw new UncheckedIOException("the state folder " + folder + " can't be closed", failure);
    }
  }

  private void letGo() throws IOException {
    synchronized (StateFolder.class) {
      lockFile.close();
      HELD_HERE.remove(folder);
    }
  }
}
