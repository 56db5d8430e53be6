package dev.millrace.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * Where the command's words go, each call's at once: whoever follows a pipe wants them now. Output
 * always is UTF-8; signs outside ASCII are ours only where the environment says that the terminal
 * shows them.
 *
 * <p>Lines for people, and nothing else, lose their colours where nobody would see them.
 */
public final class Console {
  /** When colours are used. */
  public enum Colours {
    AUTO,
    ALWAYS,
    NEVER
  }

  private static final int BUFFER = 64 * 1024;

  private final PrintStream out;
  private final PrintStream err;
  private final boolean outIsTerminal;
  private final boolean errIsTerminal;
  private final Map<String, String> environment;
  private final Colours colours;

  /**
   * A console over streams.
   *
   * @param environment of the process: {@code TERM}, {@code NO_COLOR}, {@code CI}, the locale
   */
  public Console(
      OutputStream out,
      OutputStream err,
      boolean outIsTerminal,
      boolean errIsTerminal,
      Map<String, String> environment,
      Colours colours) {
    this.out =
        new PrintStream(new BufferedOutputStream(out, BUFFER), false, StandardCharsets.UTF_8);
    this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
    this.outIsTerminal = outIsTerminal;
    this.errIsTerminal = errIsTerminal;
    this.environment = Map.copyOf(environment);
    this.colours = colours;
  }

  /**
   * The console of this process.
   *
   * @param terminals which of {@code out} and {@code err} are terminals, as the launcher says: the
   *     JVM can't tell them apart
   */
  public static Console ofProcess(String terminals, Colours colours) {
    return new Console(
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        terminals.contains("out"),
        terminals.contains("err"),
        System.getenv(),
        colours);
  }

  /** Whether a picture can be drawn and redrawn on the output. */
  public boolean canRedraw() {
    return outIsTerminal && !isDumb() && !isSet("CI");
  }

  /** Whether the environment says that the terminal shows more than ASCII. */
  public boolean showsUnicode() {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      if (isSet(name)) {
        String value = environment.getOrDefault(name, "").toLowerCase(Locale.ROOT);
        return value.contains("utf-8") || value.contains("utf8");
      }
    }
    return !outIsTerminal;
  }

  private boolean isDumb() {
    return environment.getOrDefault("TERM", "dumb").equals("dumb");
  }

  private boolean isSet(String name) {
    return !environment.getOrDefault(name, "").isEmpty();
  }

  private boolean isColoured(boolean isTerminal) {
    return switch (colours) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> isTerminal && !isDumb() && !isSet("NO_COLOR");
    };
  }

  /** Writes a line to the output. */
  public void print(Line line) {
    synchronized (out) {
      out.print((isColoured(outIsTerminal) ? line.ansi() : line.plain()) + "\n");
      out.flush();
    }
  }

  /** Writes several lines to the output without another's between. */
  public void print(Iterable<Line> lines) {
    synchronized (out) {
      lines.forEach(
          line -> out.print((isColoured(outIsTerminal) ? line.ansi() : line.plain()) + "\n"));
      out.flush();
    }
  }

  /** Writes text to the output as it is. */
  public void write(String text) {
    synchronized (out) {
      out.print(text);
      out.flush();
    }
  }

  /** Writes a line to the error output. */
  public void printError(Line line) {
    flush();
    err.print((isColoured(errIsTerminal) ? line.ansi() : line.plain()) + "\n");
  }

  /** Writes a frame of {@link LiveScreen}, without its colours where they are not wanted. */
  public void draw(String frame) {
    String text = isColoured(outIsTerminal) ? frame : frame.replaceAll("\033\\[[0-9;:]*m", "");
    synchronized (out) {
      out.print(text);
      out.flush();
    }
  }

  /** Brings out what is buffered. */
  public void flush() {
    synchronized (out) {
      out.flush();
    }
  }

  /** Whether the reader of the output is gone ({@code millrace … | head}). */
  public boolean isBroken() {
    return out.checkError();
  }
}
