package dev.millrace.server.configuration;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.slf4j.event.Level;

/**
 * How the process logs what it does.
 *
 * @param levels from which on, by room: {@code builds}; of all others by the empty name, which is
 *     there
 */
public record LogSettings(Format format, SequencedMap<String, Level> levels) {
  /** How a line is written. */
  public enum Format {
    /** For people. */
    TEXT,
    /** One JSON object a line. */
    JSON
  }

  public LogSettings {
    levels = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(levels));
  }
}
