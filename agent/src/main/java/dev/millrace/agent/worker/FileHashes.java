package dev.millrace.agent.worker;

import dev.millrace.wording.Sentence;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The hash of files of a workspace, for cache keys: lower-case hex SHA-256 over the SHA-256 of each
 * matched regular file, in the order of their paths; empty when none matches. Links are not
 * followed, so that nothing outside the workspace counts.
 */
record FileHashes(Path workspace) {
  /** More files than this make a key nobody wants to wait for. */
  static final int MAX_FILES = 100_000;

  /**
   * The hash of all files that match one of the patterns.
   *
   * @throws TaskTexts.InvalidText if there are more than {@link #MAX_FILES} or one can't be read
   */
  String hash(List<String> patterns) {
    List<AntPattern> wanted = patterns.stream().map(AntPattern::of).toList();
    try {
      Map<String, Path> files = matching(wanted);
      if (files.isEmpty()) {
        return "";
      }
      MessageDigest all = sha256();
      for (Path file : files.values()) {
        all.update(hashOf(file));
      }
      return HexFormat.of().formatHex(all.digest());
    } catch (IOException | UncheckedIOException failure) {
      throw new TaskTexts.InvalidText(
          WorkerWording.HASH_UNREADABLE
              .of(String.join(", ", patterns))
              .because(Sentence.verbatim(String.valueOf(failure.getMessage()))));
    }
  }

  private Map<String, Path> matching(List<AntPattern> patterns) throws IOException {
    var files = new TreeMap<String, Path>();
    Files.walkFileTree(
        workspace,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String path = workspace.relativize(file).toString().replace('\\', '/');
            if (attributes.isRegularFile()
                && patterns.stream().anyMatch(pattern -> pattern.matches(path))) {
              files.put(path, file);
              if (files.size() > MAX_FILES) {
                throw new TaskTexts.InvalidText(WorkerWording.HASH_TOO_MANY_FILES.of(MAX_FILES));
              }
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  private static byte[] hashOf(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (var sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      var _ = Files.copy(file, sink);
    }
    return digest.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
