package dev.millrace.cli.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large the terminal is, also after it was resized. Asks {@code stty}, which is everywhere and
 * takes a few milliseconds on a thread of its own; until it has answered, what the environment
 * says.
 */
public final class TerminalSize implements AutoCloseable {
  private static final File TERMINAL = new File("/dev/tty");
  private static final int PATIENCE_SECONDS = 2;
  private static final Pattern ANSWER = Pattern.compile("([1-9][0-9]{0,4}) ([1-9][0-9]{0,4})");

  private volatile Size size;
  private final Optional<Signals.Handling> resized;

  private TerminalSize(Size size) {
    this.size = size;
    this.resized = Signals.handle("WINCH", this::askLater);
  }

  /** Starts watching. */
  public static TerminalSize watch(Map<String, String> environment) {
    var watched =
        new TerminalSize(
            new Size(
                number(environment.getOrDefault("COLUMNS", "")).orElse(Size.USUAL.columns()),
                number(environment.getOrDefault("LINES", "")).orElse(Size.USUAL.rows())));
    watched.askLater();
    return watched;
  }

  /** The size as known now. */
  public Size now() {
    return size;
  }

  private void askLater() {
    Thread.ofVirtual().name("terminal-size").start(this::ask);
  }

  private void ask() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(TERMINAL)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!stty.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        stty.destroyForcibly();
        return;
      }
      String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      Matcher rowsAndColumns = ANSWER.matcher(answer.strip());
      if (rowsAndColumns.matches()) {
        size =
            new Size(
                Integer.parseInt(rowsAndColumns.group(2)),
                Integer.parseInt(rowsAndColumns.group(1)));
      }
    } catch (IOException noTerminal) {
      // No stty or no terminal of our own: the usual size will do.
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<Integer> number(String text) {
    return text.matches("[1-9][0-9]{0,4}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
  }

  @Override
  public void close() {
    resized.ifPresent(Signals.Handling::close);
  }
}
