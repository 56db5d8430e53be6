package dev.millrace.agent.checkout;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Copies files of one folder to the same places in another, with rights and times. Links are copied
 * as links and never followed, on either side, so that nothing outside is read or written.
 *
 * <p>Plain copies, which the JDK leaves to the kernel: hard links would let a build change the
 * sources.
 */
final class TreeCopy {
  private final Path from;
  private final Path to;
  private final List<Path> leftOut;

  /** Folders of the sources that exist in the copy too. */
  private final Set<Path> entered = new HashSet<>();

  /**
   * A copy that has not begun.
   *
   * @param from absolute and real, as all paths here
   * @param leftOut what is below {@code from} and not copied; what lies elsewhere, or around it, is
   *     nothing to leave out
   */
  TreeCopy(Path from, Path to, List<Path> leftOut) {
    this.from = from;
    this.to = to;
    this.leftOut = leftOut.stream().filter(path -> isBelow(path, from)).toList();
    entered.add(from);
  }

  private static boolean isBelow(Path path, Path folder) {
    return path.startsWith(folder) && !path.equals(folder);
  }

  /** Whether a file or folder of the sources is left out. */
  boolean leavesOut(Path file) {
    return leftOut.stream().anyMatch(file::startsWith);
  }

  /**
   * Copies a file or link. What is neither, is left out, has gone, or lies behind a link, is passed
   * over.
   */
  void file(Path file) throws IOException {
    var parent = file.getParent();
    if (parent == null || leavesOut(file) || !folder(parent)) {
      return;
    }
    try {
      var attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isRegularFile() || attributes.isSymbolicLink()) {
        replace(file, to.resolve(from.relativize(file)));
      }
    } catch (NoSuchFileException gone) {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw gone;
      }
    }
  }

  /** Makes the copy of a folder; false if the sources have no such folder, or it is left out. */
  boolean folder(Path folder) throws IOException {
    if (entered.contains(folder)) {
      return true;
    }
    var parent = folder.getParent();
    if (parent == null
        || leavesOut(folder)
        || !folder(parent)
        || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    var copy = to.resolve(from.relativize(folder));
    if (!Files.isDirectory(copy, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(copy); // kept from an earlier build, and no folder then
      Files.createDirectory(copy);
    }
    return entered.add(folder);
  }

  private static void replace(Path file, Path copy) throws IOException {
    try {
      copy(file, copy);
    } catch (DirectoryNotEmptyException folder) {
      Sources.clear(copy);
      copy(file, copy);
    }
  }

  /** What is there already is removed, not written into. */
  private static void copy(Path file, Path copy) throws IOException {
    Files.copy(
        file,
        copy,
        LinkOption.NOFOLLOW_LINKS,
        StandardCopyOption.COPY_ATTRIBUTES,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
