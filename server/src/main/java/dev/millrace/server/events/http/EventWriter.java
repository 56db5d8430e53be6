package dev.millrace.server.events.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.server.http.json.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * Writes server-sent events (HTML Living Standard, section 9.2). Nothing leaves before it is
 * flushed. Of one thread.
 */
final class EventWriter {
  private final OutputStream out;

  EventWriter(OutputStream out) {
    this.out = new BufferedOutputStream(out);
  }

  /** Says after how long to come again. */
  void retry(Duration after) throws IOException {
    write("retry: " + after.toMillis() + "\n\n");
  }

  /**
   * Says that all up to this id was told, and no more. A browser keeps an id that comes without
   * data, so that it goes on from there.
   */
  void alive(long id) throws IOException {
    write(": alive\nid: " + id + "\n\n");
  }

  /**
   * Writes one.
   *
   * @param name empty: what browsers call a message
   * @param id empty: the one before counts on
   * @param data written as JSON, which has no line breaks
   */
  void event(Optional<String> name, Optional<Long> id, Object data) throws IOException {
    var text = new StringBuilder();
    name.ifPresent(given -> text.append("event: ").append(given).append('\n'));
    id.ifPresent(given -> text.append("id: ").append(given).append('\n'));
    write(text.append("data: ").append(Json.written(data)).append("\n\n").toString());
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(UTF_8));
  }

  void flush() throws IOException {
    out.flush();
  }
}
