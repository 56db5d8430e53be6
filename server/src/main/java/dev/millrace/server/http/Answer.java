package dev.millrace.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** What a route answers. */
public record Answer(int status, SequencedMap<String, String> headers, Content content) {
  public Answer {
    headers = java.util.Collections.unmodifiableSequencedMap(new LinkedHashMap<>(headers));
  }

  /** What an answer holds. */
  public sealed interface Content {
    record Nothing() implements Content {}

    /** Written as a JSON object. */
    record Json(Object value) implements Content {}

    /** Written as it comes, until the writer returns. */
    record Stream(String mediaType, StreamWriter writer) implements Content {}
  }

  /** Writes the bytes of an answer. */
  @FunctionalInterface
  public interface StreamWriter {
    /** May block: the client may read slowly. It fails when the client has gone. */
    void to(OutputStream out) throws IOException;
  }

  public static Answer ok(Object value) {
    return new Answer(200, new LinkedHashMap<>(), new Content.Json(value));
  }

  /** Something new is there, at {@code location}. */
  public static Answer created(String location, Object value) {
    return new Answer(201, new LinkedHashMap<>(), new Content.Json(value))
        .with("Location", location);
  }

  /** It will be done, or begins now. */
  public static Answer accepted(Object value) {
    return new Answer(202, new LinkedHashMap<>(), new Content.Json(value));
  }

  public static Answer done() {
    return new Answer(204, new LinkedHashMap<>(), new Content.Nothing());
  }

  public static Answer stream(String mediaType, StreamWriter writer) {
    return new Answer(200, new LinkedHashMap<>(), new Content.Stream(mediaType, writer));
  }

  public Answer with(String header, String value) {
    var more = new LinkedHashMap<String, String>(headers);
    more.put(header, value);
    return new Answer(status, more, content);
  }

  /** The same, saying at which version the thing is: what {@code If-Match} repeats. */
  public Answer at(long version) {
    return with("ETag", "\"" + version + "\"");
  }

  /** The same with another status. */
  public Answer status(int other) {
    return new Answer(other, headers, content);
  }
}
