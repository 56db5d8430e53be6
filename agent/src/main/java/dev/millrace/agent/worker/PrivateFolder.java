package dev.millrace.agent.worker;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder of one job's worker, for its eyes only, and beside it a file that the worker keeps
 * locked. The kernel gives up a lock with the process that holds it, however that ends: who gets
 * the lock of another's folder knows its worker is dead. Process ids could not tell: they come
 * again, and mean something else in each container that shares the disk.
 *
 * @param mark of the job's processes
 * @param lockFile open, and locked by this process, until the folder is closed
 */
record PrivateFolder(String mark, Path path, Path lockFile, FileChannel channel)
    implements AutoCloseable {
  private static final String PREFIX = "millrace-job-";
  private static final String LOCK_ENDING = ".lock";

  /**
   * Lock files of living workers of this process, which it must not open again: closing a file
   * gives up every lock the process has on it (fcntl(2)). Static, as the locks are.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  /**
   * Makes one.
   *
   * @param root below it; made if only itself is missing
   * @param mark of the job's processes; no other folder ever had it
   */
  static PrivateFolder make(Path root, String mark) throws IOException {
    if (!Files.exists(root)) {
      Files.createDirectory(root, rights("rwx------"));
    }
    requireOwn(root, ownUser());
    var real = root.toRealPath();
    var lockFile = real.resolve(PREFIX + mark + LOCK_ENDING);
    OURS.add(lockFile);
    try {
      var channel = createLocked(real.resolve("new-" + mark), lockFile);
      var path = Files.createDirectory(real.resolve(PREFIX + mark), rights("rwx------"));
      return new PrivateFolder(mark, path, lockFile, channel);
    } catch (IOException failure) {
      OURS.remove(lockFile);
      throw failure;
    }
  }

  /** Locked before it has its name: a sweep must not find it in between. */
  private static FileChannel createLocked(Path temporary, Path lockFile) throws IOException {
    var channel = FileChannel.open(temporary, Set.of(CREATE_NEW, WRITE), rights("rw-------"));
    if (channel.tryLock() == null) {
      throw new IllegalStateException(temporary + " is locked by somebody else");
    }
    Files.move(temporary, lockFile, ATOMIC_MOVE);
    return channel;
  }

  /**
   * Whoever owns the folder above could put another in the place of ours.
   *
   * @param uid of this process
   */
  static void requireOwn(Path root, int uid) throws IOException {
    int owner = (int) Files.getAttribute(root, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    if (owner != uid && owner != 0) {
      throw new UnfitFolder(root, WorkerWording.BELONGS_TO_ANOTHER.of(owner));
    }
  }

  private static int ownUser() throws IOException {
    return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
  }

  /** Folders whose worker is dead, locked by us; empty as a rule, and then cheap to know. */
  static List<PrivateFolder> abandoned(Path root) throws IOException {
    var found = new ArrayList<PrivateFolder>();
    var names = root.toFile().list((_, name) -> isLockFile(name));
    if (names == null || names.length == 0) {
      return found;
    }
    requireOwn(root, ownUser());
    var real = root.toRealPath();
    for (var name : names) {
      if (!OURS.contains(real.resolve(name))) {
        takeOver(real, name).ifPresent(found::add);
      }
    }
    return found;
  }

  private static boolean isLockFile(String name) {
    return name.startsWith(PREFIX) && name.endsWith(LOCK_ENDING);
  }

  private static Optional<PrivateFolder> takeOver(Path root, String name) throws IOException {
    var lockFile = root.resolve(name);
    try {
      var channel = FileChannel.open(lockFile, WRITE, LinkOption.NOFOLLOW_LINKS);
      if (channel.tryLock() == null) {
        channel.close();
        return Optional.empty();
      }
      var mark = name.substring(PREFIX.length(), name.length() - LOCK_ENDING.length());
      return Optional.of(new PrivateFolder(mark, root.resolve(PREFIX + mark), lockFile, channel));
    } catch (NoSuchFileException | AccessDeniedException nothingOfOurs) {
      return Optional.empty(); // its worker has just ended, or is another user's
    }
  }

  /** Deletes the folder. The lock goes last: while there is something left, somebody finds it. */
  @Override
  public void close() {
    JobFolders.delete(path);
    JobFolders.delete(lockFile);
    release();
  }

  /** Leaves everything as it is, for the next sweep. */
  void release() {
    try {
      channel.close();
    } catch (IOException impossible) {
      throw new IllegalStateException("a file could not be closed", impossible);
    }
    OURS.remove(lockFile);
  }

  private static FileAttribute<Set<PosixFilePermission>> rights(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }
}
