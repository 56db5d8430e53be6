package dev.millrace.server.traces;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** Takes traces as OTLP has them over HTTP, with protobuf. */
public final class Collector implements AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final HttpServer server;
  private final List<Received> spans = new CopyOnWriteArrayList<>();
  private final Object more = new Object();
  private volatile boolean refuses;

  /** A span as it came. */
  public record Received(
      String trace,
      String span,
      String parent,
      String name,
      long start,
      long end,
      Map<String, Object> attributes,
      List<String> links,
      boolean hasFailed,
      String service) {
    /** By which a link names it. */
    public String place() {
      return trace + " " + span;
    }
  }

  public Collector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.createContext("/v1/traces", this::take);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /** Takes nothing from now on. */
  public void refuse() {
    refuses = true;
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces");
  }

  private void take(HttpExchange exchange) throws IOException {
    boolean isZipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    try (var body =
        isZipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
      byte[] message = body.readAllBytes();
      if (refuses) {
        exchange.sendResponseHeaders(400, -1);
        return;
      }
      synchronized (more) {
        for (ProtobufFields ofService : new ProtobufFields(message).messages(1)) {
          read(ofService);
        }
        more.notifyAll();
      }
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    } finally {
      exchange.close();
    }
  }

  private void read(ProtobufFields ofService) {
    Map<String, Object> service = attributes(ofService.messages(1).getFirst(), 1);
    for (ProtobufFields scope : ofService.messages(2)) {
      for (ProtobufFields span : scope.messages(2)) {
        spans.add(
            new Received(
                span.hex(1),
                span.hex(2),
                span.hex(4),
                span.text(5),
                span.number(7),
                span.number(8),
                attributes(span, 9),
                span.messages(13).stream().map(link -> link.hex(1) + " " + link.hex(2)).toList(),
                span.messages(15).stream().anyMatch(status -> status.number(3) == 2),
                String.valueOf(service.get("service.name"))));
      }
    }
  }

  private static Map<String, Object> attributes(ProtobufFields of, int number) {
    var all = new TreeMap<String, Object>();
    for (ProtobufFields pair : of.messages(number)) {
      ProtobufFields value = pair.messages(2).getFirst();
      all.put(
          pair.text(1),
          value.has(1) ? value.text(1) : value.has(2) ? value.number(2) == 1 : value.number(3));
    }
    return all;
  }

  /** All so far. */
  public List<Received> spans() {
    return List.copyOf(spans);
  }

  /** The first that is so; blocks until it has come. */
  public Received await(Predicate<Received> wanted) {
    long end = System.nanoTime() + LONG.toNanos();
    synchronized (more) {
      while (true) {
        var found = spans.stream().filter(wanted).findFirst();
        if (found.isPresent()) {
          return found.get();
        }
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError(
              "it did not come, but " + spans.stream().map(Received::name).toList());
        }
        try {
          more.wait(left);
        } catch (InterruptedException stop) {
          throw new AssertionError(stop);
        }
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
