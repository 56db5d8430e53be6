package dev.millrace.agent.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/** Keeps what a process prints and tells somebody what there is so far. */
final class Collected implements Output {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Consumer<String> watcher;

  Collected() {
    this(_ -> {});
  }

  Collected(Consumer<String> watcher) {
    this.watcher = watcher;
  }

  String text() {
    return bytes.toString(UTF_8);
  }

  @Override
  public void accept(byte[] some, int length) {
    bytes.write(some, 0, length);
    watcher.accept(text());
  }

  @Override
  public boolean hasRoom() {
    return true;
  }

  @Override
  public int tick() {
    return Integer.MAX_VALUE;
  }
}
