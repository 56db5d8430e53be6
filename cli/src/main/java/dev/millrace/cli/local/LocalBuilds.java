package dev.millrace.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The builds of one user on this machine. Any number of processes may use it at once. */
public final class LocalBuilds {
  /** Builds kept; older ones are deleted when a new one begins. */
  static final int KEPT_BUILDS = 100;

  /** Builds whose workspaces are kept because they did not succeed. */
  static final int KEPT_WORKSPACES = 10;

  private final Path folder;

  /**
   * Builds below a state folder, which need not exist yet.
   *
   * @param state see {@code Session.stateFolder}
   */
  public LocalBuilds(Path state) {
    this.folder = state.resolve("builds");
  }

  /** Where they all are; need not exist yet. */
  public Path folder() {
    return folder;
  }

  /** All builds, newest first. */
  public List<LocalBuild> all() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(folder)) {
      return folders
          .flatMap(LocalBuilds::build)
          .sorted(Comparator.comparingLong(LocalBuild::number).reversed())
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(folder + " can't be listed", failure);
    }
  }

  private static Stream<LocalBuild> build(Path folder) {
    String name = folder.getFileName().toString();
    return name.matches("[0-9]{1,18}")
        ? Stream.of(new LocalBuild(Long.parseLong(name), folder))
        : Stream.empty();
  }

  /** The build with this number. */
  public Optional<LocalBuild> find(long number) {
    return all().stream().filter(build -> build.number() == number).findFirst();
  }

  /** The newest build of the pipeline in this file. */
  public Optional<LocalBuild> newestOf(Path file) {
    return all().stream()
        .filter(build -> build.about().filter(about -> about.file().equals(file)).isPresent())
        .findFirst();
  }

  /**
   * A folder for a new build; of processes that ask at once each gets its own. Only its owner may
   * look into it, since variables of builds are in it.
   */
  public LocalBuild create() {
    try {
      Files.createDirectories(folder);
      long number = all().stream().mapToLong(LocalBuild::number).findFirst().orElse(0) + 1;
      while (true) {
        try {
          Path mine = Files.createDirectory(folder.resolve(Long.toString(number)), ownersAlone());
          return new LocalBuild(number, mine);
        } catch (FileAlreadyExistsException taken) {
          number++;
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("no build can be kept in " + folder, failure);
    }
  }

  private static FileAttribute<?>[] ownersAlone() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Deletes what is beyond the limits and not in use. */
  public void prune() {
    List<LocalBuild> builds = all();
    builds.stream()
        .skip(KEPT_BUILDS)
        .filter(build -> !build.isLive())
        .forEach(build -> Folders.delete(build.folder()));
    builds.stream()
        .limit(KEPT_BUILDS)
        .filter(build -> Files.isDirectory(build.workspaces()))
        .skip(KEPT_WORKSPACES)
        .filter(build -> !build.isLive())
        .forEach(build -> Folders.delete(build.workspaces()));
  }
}
