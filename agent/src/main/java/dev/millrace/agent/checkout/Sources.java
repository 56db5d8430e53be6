package dev.millrace.agent.checkout;

import dev.millrace.agent.task.TaskContext;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** What both kinds of checkout do with the folder they fill. */
final class Sources {
  private static final String PREFIX = "BK_CI_GIT_REPO_";

  private Sources() {}

  /** Empties a folder, which stays. */
  static void clear(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path inner, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            if (!inner.equals(folder)) {
              Files.delete(inner);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Sets what later tasks may want to know of the sources. */
  static void describe(TaskContext context, Git git, String url, String ref, Path folder) {
    set(context, "URL", url);
    set(context, "REF", ref);
    set(context, "CODE_PATH", folder.toString());
    git.answer("log", "-1", "--format=%H%n%an%n%B")
        .ifPresent(answer -> {
          var parts = answer.split("\n", 3);
          set(context, "HEAD_COMMIT_ID", parts[0]);
          set(context, "HEAD_COMMIT_AUTHOR", parts[1]);
          set(context, "HEAD_COMMIT_COMMENT", parts[2].strip());
          context.log().say(CheckoutWording.SOURCES_AT.of(parts[0], ref));
        });
  }

  private static void set(TaskContext context, String name, String value) {
    context.values().setVariable(PREFIX + name, value);
    if (!context.order().stepId().isEmpty()) {
      context.values().setOutput(PREFIX + name, value);
    }
  }
}
