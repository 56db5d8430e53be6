package dev.millrace.server.http;

/** What a route answers when all goes well. */
public sealed interface Reply {
  int status();

  /** A JSON object. */
  record Json(int status, Class<?> type) implements Reply {}

  /** Nothing but that it is done. */
  record Done() implements Reply {
    @Override
    public int status() {
      return 204;
    }
  }

  /** Bytes of a media type, {@code text/plain}. */
  record Bytes(String mediaType, String description) implements Reply {
    @Override
    public int status() {
      return 200;
    }
  }

  /** Server-sent events without an end. */
  record Events(String description) implements Reply {
    @Override
    public int status() {
      return 200;
    }
  }
}
