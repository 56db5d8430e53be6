package dev.millrace.agent.worker;

import dev.millrace.protocol.JobLease;
import dev.millrace.protocol.JobStart;
import dev.millrace.wording.Sentence;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders of a job.
 *
 * @param workspace where tasks run; a chosen one is deleted with the job, a named one stays
 * @param own ours alone; deleted with the job
 */
record JobFolders(Path workspace, boolean chosen, PrivateFolder own) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobFolders.class);

  /**
   * Makes them.
   *
   * @param mark of the job's processes
   */
  static JobFolders make(WorkerSettings settings, JobLease lease, JobStart start, String mark)
      throws IOException {
    boolean chosen = start.workspace().isEmpty();
    var workspace =
        chosen
            ? settings.workspaceRoot().resolve(lease.buildId() + "-" + lease.jobId())
            : Path.of(start.workspace());
    if (!workspace.isAbsolute()) {
      throw new UnfitFolder(workspace, WorkerWording.NOT_ABSOLUTE.of());
    }
    Files.createDirectories(workspace);
    requireWritable(workspace);
    return new JobFolders(workspace, chosen, PrivateFolder.make(settings.temporaryFolder(), mark));
  }

  /** Tried, not asked: rights say nothing of a disk that is full, or read-only to root too. */
  private static void requireWritable(Path workspace) throws IOException {
    try {
      Files.delete(Files.createTempFile(workspace, ".millrace-", ""));
    } catch (AccessDeniedException denied) {
      throw new AccessDeniedException(workspace.toString());
    } catch (IOException failure) {
      throw new UnfitFolder(workspace, WorkerWording.NO_FILE_CAN_BE_MADE.of(failure));
    }
  }

  Path privateFolder() {
    return own.path();
  }

  Path spoolFile() {
    return privateFolder().resolve("log-spool");
  }

  /** A file system's complaint, for people. */
  static Sentence describe(IOException failure) {
    return switch (failure) {
      case NoSuchFileException missing -> WorkerWording.DOES_NOT_EXIST.of(missing.getFile());
      case AccessDeniedException denied ->
          WorkerWording.MAY_NOT_BE_WRITTEN.of(
              denied.getFile(), System.getProperty("user.name", ""));
      case FileAlreadyExistsException file -> WorkerWording.IN_THE_WAY.of(file.getFile());
      case UnfitFolder unfit -> unfit.reason();
      default -> Sentence.verbatim(String.valueOf(failure.getMessage()));
    };
  }

  @Override
  public void close() {
    own.close();
    if (chosen) {
      delete(workspace);
    }
  }

  /** Deletes a folder with all in it, or a file. */
  static void delete(Path folder) {
    try {
      if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        Files.walkFileTree(folder, new Deletion());
      }
    } catch (IOException left) {
      LOG.atWarn()
          .setCause(left)
          .addKeyValue("folder", folder)
          .log("a folder could not be deleted");
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(
        Path folder, @org.jspecify.annotations.Nullable IOException failure) throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
