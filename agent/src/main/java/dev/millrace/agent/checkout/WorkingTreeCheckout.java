package dev.millrace.agent.checkout;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.millrace.agent.process.PathBytes;
import dev.millrace.agent.task.TaskContext;
import dev.millrace.agent.task.TaskEnd;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sources from a folder of this machine as it is now. Of a git repository, or a folder in one: what
 * git tracks or would track, changed or not. Of any other folder: everything.
 *
 * <p>The copy of a whole repository is a repository that shares the objects of the original. The
 * copy of a folder in one is none: it would have to be the whole repository to mean anything to
 * git.
 */
final class WorkingTreeCheckout {
  private final TaskContext context;
  private final Inputs inputs;
  private final Path folder;
  private final Path target;

  WorkingTreeCheckout(TaskContext context, Inputs inputs, Path folder, Path target) {
    this.context = context;
    this.inputs = inputs;
    this.folder = folder.toAbsolutePath().normalize();
    this.target = target;
  }

  void run() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new Inputs.Invalid(CheckoutWording.NO_SUCH_FOLDER.of(folder));
    }
    var source = folder.toRealPath();
    if (Files.exists(target)) {
      if (target.toRealPath().equals(source)) {
        context.log().say(CheckoutWording.SOURCES_HERE.of());
        return;
      }
      if (source.startsWith(target.toRealPath())) {
        throw new Inputs.Invalid(CheckoutWording.SOURCES_INSIDE.of(folder, target));
      }
    }
    if (inputs.strategy() != Inputs.Strategy.INCREMENT_UPDATE) {
      Sources.clear(target);
    }
    Files.createDirectories(target);
    var copy = new TreeCopy(source, target.toRealPath(), leftOut());
    var repository = repositoryAround(source);
    if (repository.isEmpty()) {
      copyWhole(source, copy);
      context.log().say(CheckoutWording.COPIED_FOLDER.of(folder));
    } else if (repository.get().equals(source)) {
      copyRepository(source, copy);
    } else {
      copyPart(source, repository.get(), copy);
    }
  }

  /** The copy itself and what else is no part of any sources, should it lie inside these. */
  private List<Path> leftOut() throws IOException {
    var paths = new ArrayList<Path>();
    paths.add(target.toRealPath());
    for (var path : context.keptOut()) {
      if (Files.exists(path)) {
        paths.add(path.toRealPath());
        paths.add(entryOf(path.toAbsolutePath()));
      }
    }
    return paths;
  }

  /** Where a folder's name stands; a folder that is a link is elsewhere itself. */
  private static Path entryOf(Path path) throws IOException {
    var parent = path.getParent();
    return parent == null ? path : parent.toRealPath().resolve(path.getFileName());
  }

  /** Looked for without git: a plain folder needs no git on the machine. */
  private static Optional<Path> repositoryAround(Path folder) {
    for (var at = folder; at != null; at = at.getParent()) {
      var git = at.resolve(".git");
      if (Files.isRegularFile(git) || Files.exists(git.resolve("HEAD"))) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  private void copyRepository(Path source, TreeCopy copy) throws IOException {
    var original = Git.in(source, context);
    var git = original.in(target);
    makeRepository(original, source);
    boolean hasCommit = git.succeeds("rev-parse", "-q", "--verify", "HEAD");
    if (hasCommit) {
      git.run("read-tree", "HEAD");
    }
    copyListed(original, source, copy);
    if (hasCommit) {
      var _ = git.succeeds("update-index", "-q", "--refresh");
      describe(git);
    } else {
      context.log().say(CheckoutWording.COPIED_NEW_REPOSITORY.of(folder));
    }
  }

  private void makeRepository(Git original, Path source) throws IOException {
    // One that a strategy kept knows nothing of what happened to the original since.
    var repository = target.resolve(".git");
    Sources.clear(repository);
    Files.deleteIfExists(repository);
    // In a new folder, because clone wants an empty one; below, because a move must not cross from
    // one file system to another.
    var empty = Files.createTempDirectory(target, ".millrace-clone-");
    original
        .in(empty)
        .run("clone", "-q", "--shared", "--no-checkout", "--", source.toString(), empty.toString());
    Files.move(empty.resolve(".git"), repository);
    Files.delete(empty);
  }

  private void copyPart(Path source, Path repository, TreeCopy copy) throws IOException {
    var git = Git.in(source, context);
    if (!git.succeeds("rev-parse", "--git-dir")) {
      git.run("rev-parse", "--git-dir"); // again, for the log to say why
    }
    if (git.succeeds("check-ignore", "-q", ".") && git.answer("ls-files").orElse("").isEmpty()) {
      copyWhole(source, copy);
      context.log().say(CheckoutWording.COPIED_IGNORED.of(folder, repository));
      return;
    }
    copyListed(git, source, copy);
    context.log().say(CheckoutWording.COPIED_PART.of(folder, repository));
    if (git.succeeds("rev-parse", "-q", "--verify", "HEAD")) {
      describe(git);
    }
  }

  private void describe(Git git) {
    var branch = git.answer("symbolic-ref", "-q", "--short", "HEAD").orElse("HEAD");
    Sources.describe(context, git, folder.toString(), branch, target);
  }

  private void copyListed(Git git, Path from, TreeCopy copy) throws IOException {
    for (var name : listed(git, from)) {
      stopIfAsked();
      var file = PathBytes.resolve(from, name.getBytes(ISO_8859_1));
      if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
        // What does not exist is tracked and deleted: so it is in the copy.
        copy.file(file);
      } else if (copy.folder(file) && Files.exists(file.resolve(".git"))) {
        // A submodule, or an untracked repository: git names the folder only.
        copyListed(git.in(file), file, copy);
      }
    }
  }

  /** Names, each character a byte; once each, though a merge lists a file for each side. */
  private static Set<String> listed(Git git, Path from) {
    var names =
        git.bytes("ls-files", "-z", "--cached", "--others", "--exclude-standard")
            .orElseThrow(() ->
                new Git.Failed(TaskEnd.machineUnfit(CheckoutWording.GIT_CANNOT_LIST.of(from))));
    var unique = new LinkedHashSet<String>(List.of(new String(names, ISO_8859_1).split("\0", -1)));
    unique.remove("");
    return unique;
  }

  private void copyWhole(Path source, TreeCopy copy) throws IOException {
    Files.walkFileTree(
        source,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes)
              throws IOException {
            return copy.folder(inner) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            stopIfAsked();
            copy.file(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE; // it went while we walked
            }
            throw failure;
          }
        });
  }

  private void stopIfAsked() {
    context
        .stop()
        .reason()
        .ifPresent(reason -> {
          throw new Git.Failed(TaskEnd.stopped(reason));
        });
  }
}
