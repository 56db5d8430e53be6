package dev.millrace.server.events.http;

import dev.millrace.server.events.LiveEvent;
import java.io.IOException;

/** How a stream says things. */
sealed interface EventFormat permits OwnFormat, SkaldsFormat {
  /** The first thing told; all up to this id is known, or was to be. */
  void begin(EventWriter out, long id) throws IOException;

  void tell(EventWriter out, LiveEvent event) throws IOException;

  /** Some up to this id could not be told: the reader has to look again. */
  void lost(EventWriter out, long id) throws IOException;
}
