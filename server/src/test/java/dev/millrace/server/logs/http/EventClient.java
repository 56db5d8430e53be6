package dev.millrace.server.logs.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.server.builds.http.testing.RunsHouse;
import dev.millrace.server.http.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads server-sent events in the test's thread, as a browser would. */
final class EventClient implements AutoCloseable {
  private final HttpResponse<InputStream> response;
  private final BufferedReader in;
  private String lastId = "";

  /** An event; its id is that of the last one that had any. */
  record Event(String id, String name, String data) {
    String text() {
      return Json.described().readTree(data).path("text").asString("");
    }
  }

  private EventClient(HttpResponse<InputStream> response) {
    this.response = response;
    this.in = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
  }

  static EventClient open(RunsHouse house, String path, String... headers) {
    var request = house.request("vic", "GET", path, "");
    return new EventClient(
        house.send(
            headers.length == 0 ? request : request.headers(headers),
            HttpResponse.BodyHandlers.ofInputStream()));
  }

  HttpResponse<InputStream> response() {
    return response;
  }

  /** The next line of the stream, comments too; empty: it is over. */
  Optional<String> line() throws IOException {
    return Optional.ofNullable(in.readLine());
  }

  /** The next event; empty: the stream is over. */
  Optional<Event> next() throws IOException {
    String name = "";
    var data = new StringBuilder();
    for (Optional<String> line = line(); line.isPresent(); line = line()) {
      String text = line.get();
      if (text.startsWith("id: ")) {
        lastId = text.substring("id: ".length());
      } else if (text.startsWith("event: ")) {
        name = text.substring("event: ".length());
      } else if (text.startsWith("data: ")) {
        data.append(text.substring("data: ".length()));
      } else if (text.isEmpty() && !data.isEmpty()) {
        return Optional.of(new Event(lastId, name, data.toString()));
      }
    }
    return Optional.empty();
  }

  /** The texts of the next lines. */
  List<String> texts(int count) throws IOException {
    var texts = new ArrayList<String>();
    while (texts.size() < count) {
      texts.add(next().orElseThrow().text());
    }
    return texts;
  }

  /** All that is still to come. */
  List<Event> rest() throws IOException {
    var events = new ArrayList<Event>();
    for (Optional<Event> event = next(); event.isPresent(); event = next()) {
      events.add(event.get());
    }
    return events;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
