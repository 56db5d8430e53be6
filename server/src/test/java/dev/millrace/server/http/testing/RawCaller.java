package dev.millrace.server.http.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A connection over which anything is sent, whether or not it is HTTP. Of one thread. */
public final class RawCaller implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;
  private final Socket socket;

  public RawCaller(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Each character becomes one byte. */
  public void send(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Sends one character after each pause, until all is sent or the other side has closed. */
  public void dribble(String text, Duration pause) {
    for (int i = 0; i < text.length(); i++) {
      LockSupport.parkNanos(pause.toNanos());
      try {
        send(text.substring(i, i + 1));
      } catch (UncheckedIOException _) {
        return;
      }
    }
  }

  /** Nothing more will be sent. */
  public void end() {
    try {
      socket.shutdownOutput();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** All that comes until the other side closes, however it does. */
  public String rest() {
    var all = new ByteArrayOutputStream();
    try {
      int next = socket.getInputStream().read();
      while (next >= 0) {
        all.write(next);
        next = socket.getInputStream().read();
      }
    } catch (java.net.SocketTimeoutException hangs) {
      throw new AssertionError("the server keeps silent: " + all.toString(UTF_8), hangs);
    } catch (IOException _) {
      // Reset: it has closed all the same.
    }
    return all.toString(UTF_8);
  }

  /** The one answer that comes until the other side closes. */
  public ApiAnswer answer() {
    return parsed(rest());
  }

  private static ApiAnswer parsed(String text) {
    if (!text.matches("(?s)HTTP/1\\.[01] \\d{3}.*")) {
      throw new AssertionError("no answer in HTTP: \"" + text + "\"");
    }
    String[] parts = text.split("\r\n\r\n", 2);
    Map<String, List<String>> headers = new HashMap<>();
    parts[0]
        .lines()
        .skip(1)
        .map(line -> line.split(":", 2))
        .forEach(line -> headers.put(line[0].toLowerCase(Locale.ROOT), List.of(line[1].strip())));
    return new ApiAnswer(Integer.parseInt(text.substring(9, 12)), headers, parts[1]);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
