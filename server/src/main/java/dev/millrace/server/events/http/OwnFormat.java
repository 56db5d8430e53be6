package dev.millrace.server.events.http;

import dev.millrace.server.events.LiveEvent;
import java.io.IOException;
import java.util.Optional;

/**
 * Our own words: {@code ready} first, {@code change} for each live event, {@code reset} when some
 * are lost.
 */
final class OwnFormat implements EventFormat {
  /** Up to which id all is told, or has to be looked at again. */
  record Place(String id) {
    static Place of(long id) {
      return new Place(Long.toString(id));
    }
  }

  @Override
  public void begin(EventWriter out, long id) throws IOException {
    out.event(Optional.of("ready"), Optional.of(id), Place.of(id));
  }

  @Override
  public void tell(EventWriter out, LiveEvent event) throws IOException {
    out.event(Optional.of("change"), Optional.of(event.id()), LiveEventView.of(event));
  }

  @Override
  public void lost(EventWriter out, long id) throws IOException {
    out.event(Optional.of("reset"), Optional.of(id), Place.of(id));
  }
}
