package dev.millrace.cli.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.millrace.cli.session.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Appends to {@code millrace.log} in the state folder. Opened for each event, since most processes
 * have none; a file that has grown too large is begun anew.
 */
final class LogFile extends AppenderBase<ILoggingEvent> {
  private static final long MAX_BYTES = 10L * 1024 * 1024;

  private final Path file =
      Session.stateFolder(Path.of(""), System.getenv()).resolve("millrace.log");

  @Override
  protected void append(ILoggingEvent event) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      boolean isFull = Files.exists(file) && Files.size(file) > MAX_BYTES;
      Files.writeString(
          file,
          TextLine.of(event),
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          isFull ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND,
          StandardOpenOption.WRITE);
    } catch (IOException failure) {
      addError("our log can't be written", failure);
    }
  }
}
