package dev.millrace.agent.checkout;

import dev.millrace.agent.task.TaskContext;
import dev.millrace.agent.task.TaskEnd;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Sources from a folder of this machine as it is now. Of a git repository: what git tracks or would
 * track, changed or not, and a repository that shares the objects of the original. Of any other
 * folder: everything.
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
      throw new Inputs.Invalid("the folder to take sources from, " + folder + ", does not exist");
    }
    var source = folder.toRealPath();
    if (Files.exists(target) && target.toRealPath().equals(source)) {
      context.log().say("The sources are where the job runs: nothing to bring.");
      return;
    }
    if (source.startsWith(Files.exists(target) ? target.toRealPath() : target)) {
      throw new Inputs.Invalid(
          "the sources, " + folder + ", lie inside the folder to fill, " + target);
    }
    if (inputs.strategy() != Inputs.Strategy.INCREMENT_UPDATE) {
      Sources.clear(target);
    }
    Files.createDirectories(target);
    if (Files.exists(source.resolve(".git"))) {
      copyRepository(source);
    } else {
      copyWhole(source);
    }
  }

  private void copyRepository(Path source) throws IOException {
    var original = Git.in(source, context);
    var git = original.in(target);
    // A working tree that a strategy kept has its repository already.
    if (!Files.exists(target.resolve(".git"))) {
      // A new folder beside, because clone wants an empty one.
      var bare = context.privateFolder().resolve("clone");
      original
          .in(context.privateFolder())
          .run(
              "clone", "-q", "--shared", "--no-checkout", "--", source.toString(), bare.toString());
      Files.move(bare.resolve(".git"), target.resolve(".git"));
      Files.delete(bare);
    }
    if (git.succeeds("rev-parse", "-q", "--verify", "HEAD")) {
      git.run("read-tree", "HEAD");
    }
    copyTracked(original, source, target);
    if (git.succeeds("rev-parse", "-q", "--verify", "HEAD")) {
      var _ = git.succeeds("update-index", "-q", "--refresh");
      var branch = git.answer("symbolic-ref", "-q", "--short", "HEAD").orElse("HEAD");
      Sources.describe(context, git, folder.toString(), branch, target);
    }
  }

  private void copyTracked(Git git, Path from, Path to) throws IOException {
    var names = git.answer("ls-files", "-z", "-c", "-o", "--exclude-standard");
    if (names.isEmpty()) {
      throw new Git.Failed(TaskEnd.machineUnfit("git can't list the files of " + from));
    }
    Set<String> unique = new LinkedHashSet<>(java.util.List.of(names.get().split("\0", -1)));
    unique.remove("");
    for (var name : unique) {
      stopIfAsked();
      var file = from.resolve(name).normalize();
      if (!file.startsWith(from) || target.startsWith(file) || file.startsWith(target)) {
        continue; // the folder to fill lies inside the sources
      }
      if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
        // A submodule, or an untracked repository: git names the folder only.
        Files.createDirectories(to.resolve(name));
        if (Files.exists(file.resolve(".git"))) {
          copyTracked(git.in(file), file, to.resolve(name));
        }
      } else if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        copy(file, to.resolve(name));
      }
      // What does not exist is tracked and deleted: so it is in the copy.
    }
  }

  private void copyWhole(Path source) throws IOException {
    Files.walkFileTree(
        source,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes)
              throws IOException {
            if (inner.equals(target)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(target.resolve(source.relativize(inner)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            stopIfAsked();
            if (attributes.isRegularFile() || attributes.isSymbolicLink()) {
              copy(file, target.resolve(source.relativize(file)));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    context.log().say("Copied " + folder + ", which is no git repository.");
  }

  private static void copy(Path from, Path to) throws IOException {
    var parent = to.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.copy(
        from,
        to,
        LinkOption.NOFOLLOW_LINKS,
        StandardCopyOption.COPY_ATTRIBUTES,
        StandardCopyOption.REPLACE_EXISTING);
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
