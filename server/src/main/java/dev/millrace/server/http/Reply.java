package dev.millrace.server.http;

import java.util.List;

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

  /** Bytes of one of some media types, {@code text/plain}. */
  record Bytes(List<String> mediaTypes, String description) implements Reply {
    public Bytes {
      mediaTypes = List.copyOf(mediaTypes);
    }

    public Bytes(String mediaType, String description) {
      this(List.of(mediaType), description);
    }

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
