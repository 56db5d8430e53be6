package dev.millrace.cli.client;

import dev.millrace.cli.session.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The editor of whoever calls: {@code VISUAL}, else {@code EDITOR}, else {@code vi}. */
record Editor(Session session) {
  /**
   * What they wrote.
   *
   * @param file where it is until it is done with; empty: in no file of ours
   */
  record Edited(String text, String file) {
    /** The file is needed no more. */
    void done() {
      try {
        if (!file.isEmpty()) {
          Files.deleteIfExists(Path.of(file));
        }
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  /**
   * Blocks until they are done.
   *
   * @param format YAML or JSON: how the file's name ends, for the editor's colours
   * @throws ClientError if the editor ends with a complaint; what was written is lost then
   */
  Edited edit(String text, String format) {
    String editor =
        session
            .environment()
            .getOrDefault("VISUAL", session.environment().getOrDefault("EDITOR", "vi"));
    try {
      Path file = Files.createTempFile("millrace", format.equals("JSON") ? ".json" : ".yml");
      Files.writeString(file, text);
      // The variable may hold options, so a shell reads it; the file is handed over as it is.
      int end =
          new ProcessBuilder(List.of("sh", "-c", editor + " \"$1\"", "sh", file.toString()))
              .inheritIO()
              .start()
              .waitFor();
      var edited = new Edited(Files.readString(file), file.toString());
      if (end != 0) {
        edited.done();
        throw ClientError.wrong("client.editor", editor, end);
      }
      return edited;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw ClientError.wrong("client.editor", editor, 130);
    }
  }
}
