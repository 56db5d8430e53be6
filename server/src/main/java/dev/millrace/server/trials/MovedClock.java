package dev.millrace.server.trials;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * A clock that a test puts forward and back while the process runs: {@value #OFFSET} names a file
 * with a number of seconds, read each time somebody asks for the time. Safe from any thread.
 */
public final class MovedClock implements InstantSource {
  public static final String OFFSET = "MILLRACE_CLOCK_OFFSET";

  private final InstantSource clock;
  private final Path offset;

  private MovedClock(InstantSource clock, Path offset) {
    this.clock = clock;
    this.offset = offset;
  }

  /** The clock as it is, unless the environment asks for another. */
  public static InstantSource asked(Map<String, String> environment, InstantSource clock) {
    String file = environment.getOrDefault(OFFSET, "");
    return file.isEmpty() ? clock : new MovedClock(clock, Path.of(file));
  }

  @Override
  public Instant instant() {
    return clock.instant().plusSeconds(seconds());
  }

  private long seconds() {
    try {
      return Long.parseLong(Files.readString(offset).strip());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
