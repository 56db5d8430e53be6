package dev.millrace.server.logs.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.Build;
import dev.millrace.server.builds.http.testing.HandWorker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** More is written than all buffers between server and reader hold. */
class SlowReaderTest extends LogHouseTest {
  private static final int BATCHES = 24;
  private static final int LINES = 60;
  private static final List<String> MEBIBYTE = Collections.nCopies(LINES, "x".repeat(16_000));

  @Test
  void a_reader_who_does_not_read_holds_up_nobody_and_loses_nothing() throws IOException {
    Build build = running();
    HandWorker worker = house.worker(build);
    try (Socket slow = connected(build);
        EventClient fast = EventClient.open(house, log(build, 1, "/follow"))) {
      var in = new BufferedReader(new InputStreamReader(slow.getInputStream(), UTF_8));
      assertThat(in.readLine()).contains("200");

      // Each must be durable before the next, and the other reader must have seen it.
      for (int batch = 0; batch < BATCHES; batch++) {
        worker.say(MEBIBYTE);
        assertThat(fast.texts(LINES)).isEqualTo(MEBIBYTE);
      }
      worker.succeed();

      assertThat(fast.rest()).hasSize(1);
      assertThat(linesOf(in)).isEqualTo((long) BATCHES * LINES);
    }
  }

  private Socket connected(Build build) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(4 * 1024);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), house.port()));
    String request =
        "GET "
            + log(build, 1, "/follow")
            + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + house.token("vic")
            + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(US_ASCII));
    socket.getOutputStream().flush();
    return socket;
  }

  /** How many lines are told until the end. */
  private static long linesOf(BufferedReader in) throws IOException {
    long lines = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals("event: line")) {
        lines++;
      } else if (line.equals("event: end")) {
        return lines;
      }
    }
    throw new AssertionError("it ended after " + lines + " lines");
  }
}
