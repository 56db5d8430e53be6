package dev.millrace.agent.worker;

import dev.millrace.protocol.JobLease;
import dev.millrace.protocol.JobStart;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
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
 * @param privateFolder ours alone; deleted with the job
 */
record JobFolders(Path workspace, boolean chosen, Path privateFolder) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobFolders.class);

  static JobFolders make(WorkerSettings settings, JobLease lease, JobStart start)
      throws IOException {
    boolean chosen = start.workspace().isEmpty();
    var workspace =
        chosen
            ? settings.workspaceRoot().resolve(lease.buildId() + "-" + lease.jobId())
            : Path.of(start.workspace());
    if (!workspace.isAbsolute()) {
      throw new FileSystemException(
          workspace.toString(), null, "a workspace must be an absolute path");
    }
    Files.createDirectories(workspace);
    if (!Files.isWritable(workspace)) {
      throw new AccessDeniedException(workspace.toString());
    }
    // Its access rights are the owner's alone, where the file system knows rights.
    var privateFolder = Files.createTempDirectory(settings.temporaryFolder(), "millrace-job-");
    return new JobFolders(workspace, chosen, privateFolder);
  }

  Path spoolFile() {
    return privateFolder.resolve("log-spool");
  }

  /** A file system's complaint, for people. */
  static String describe(IOException failure) {
    return switch (failure) {
      case NoSuchFileException missing -> missing.getFile() + " does not exist";
      case AccessDeniedException denied ->
          denied.getFile() + " may not be written by user " + System.getProperty("user.name");
      case FileAlreadyExistsException file -> file.getFile() + " is in the way: it is no folder";
      default -> String.valueOf(failure.getMessage());
    };
  }

  @Override
  public void close() {
    delete(privateFolder);
    if (chosen) {
      delete(workspace);
    }
  }

  private static void delete(Path folder) {
    try {
      Files.walkFileTree(folder, new Deletion());
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
