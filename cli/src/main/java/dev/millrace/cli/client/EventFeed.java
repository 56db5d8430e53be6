package dev.millrace.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Server-sent events (WHATWG HTML, section 9.2) of one address. A connection that breaks, or says
 * nothing for longer than a server is ever silent, is made anew behind the last event that came.
 */
final class EventFeed {
  private static final int SILENCE_SECONDS = 60;
  private static final int TRIES = 10;
  private static final long PAUSE_MILLIS = 1_000;
  private static final int AHEAD = 1_000;

  private final Api api;
  private final String path;
  private String last = "";
  private String kind = "";
  private String data = "";

  /** What becomes of events. */
  interface Listener {
    /**
     * An event came.
     *
     * @param isLast whether none is known to be behind it yet
     * @return whether that was all that is wanted
     */
    boolean on(String kind, String data, boolean isLast);
  }

  EventFeed(Api api, String path) {
    this.api = api;
    this.path = path;
  }

  /**
   * Blocks until the listener has all it wants.
   *
   * @throws ClientError if the server refuses, or can't be reached again and again
   */
  void follow(Listener listener) {
    for (int failed = 0; ; failed++) {
      String before = last;
      try (InputStream stream = api.events(path, last)) {
        if (read(stream, listener)) {
          return;
        }
      } catch (IOException lost) {
        if (failed >= TRIES) {
          throw ClientError.unable("client.feed-lost", String.valueOf(lost.getMessage()));
        }
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw ClientError.unable("client.stopped", String.valueOf(stop.getMessage()));
      }
      if (!last.equals(before)) {
        failed = 0;
      } else if (failed >= TRIES) {
        throw ClientError.unable("client.feed-lost", path);
      }
      Api.pause(PAUSE_MILLIS);
    }
  }

  /** Whether the listener has all it wants; a thread of its own reads, since a read has no end. */
  private boolean read(InputStream stream, Listener listener) throws InterruptedException {
    BlockingQueue<Optional<String>> lines = new ArrayBlockingQueue<>(AHEAD);
    Thread reader = Thread.ofVirtual().name("events").start(() -> hand(stream, lines));
    try {
      kind = "";
      data = "";
      while (true) {
        Optional<String> line = lines.poll(SILENCE_SECONDS, TimeUnit.SECONDS);
        if (line == null || line.isEmpty()) {
          return false;
        }
        if (understood(line.get(), listener, lines.isEmpty())) {
          return true;
        }
      }
    } finally {
      reader.interrupt();
    }
  }

  private static void hand(InputStream stream, BlockingQueue<Optional<String>> lines) {
    try {
      try (var reader = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          lines.put(Optional.of(line));
        }
      } catch (IOException _) {
        // The connection is gone, which is the end of these lines.
      }
      lines.put(Optional.empty());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean understood(String line, Listener listener, boolean isLast) {
    if (line.startsWith("id:")) {
      last = value(line);
    } else if (line.startsWith("event:")) {
      kind = value(line);
    } else if (line.startsWith("data:")) {
      data = value(line);
    } else if (line.isEmpty() && !kind.isEmpty()) {
      String ended = kind;
      kind = "";
      return listener.on(ended, data, isLast);
    }
    return false;
  }

  private static String value(String line) {
    String value = line.substring(line.indexOf(':') + 1);
    return value.startsWith(" ") ? value.substring(1) : value;
  }
}
