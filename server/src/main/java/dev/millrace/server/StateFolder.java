package dev.millrace.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** A state folder held by this process; the lock goes with the process, however that ends. */
final class StateFolder implements AutoCloseable {
  private final Path folder;
  private final FileChannel lockFile;

  private StateFolder(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  static StateFolder open(Path folder) {
    try {
      create(folder);
      FileChannel lockFile =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(lockFile) == null) {
        lockFile.close();
        throw new StateFolderInUse(folder);
      }
      return new StateFolder(folder, lockFile);
    } catch (IOException failure) {
      throw new UncheckedIOException("the state folder " + folder + " can't be opened", failure);
    }
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

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException byThisProcess) {
      return null;
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
      lockFile.close();
    } catch (IOException failure) {
      throw new UncheckedIOException("the state folder " + folder + " can't be closed", failure);
    }
  }
}
