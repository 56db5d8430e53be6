package dev.millrace.bench;

import dev.millrace.bench.Commands.Command;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long a line is on its way from the task that prints it to whoever reads what the command
 * shows. The line is the clock at which it was printed.
 */
final class LatencyBenchmarks {
  private static final int SECONDS = 3;

  /** Of a time in nanoseconds since 1970, until the year 2286. */
  private static final int DIGITS = 19;

  /** Prints its clock so many times a second, each line by itself. */
  private static final String PRINTER =
      """
      import sys, time
      rate, seconds = int(sys.argv[1]), int(sys.argv[2])
      start = time.monotonic()
      for line in range(rate * seconds):
          pause = start + line / rate - time.monotonic()
          if pause > 0:
              time.sleep(pause)
          sys.stdout.write("%d\\n" % time.time_ns())
          sys.stdout.flush()
      """;

  private final Commands commands;

  LatencyBenchmarks(Commands commands) {
    this.commands = commands;
  }

  void run() {
    String program = commands.file("printer.py", PRINTER);
    for (int rate : new int[] {100, 10_000}) {
      String printer = "python3 " + program + " " + rate + " " + SECONDS;
      Command piped = commands.run("`millrace run … \\| reader`", Pipelines.oneTask(printer));
      Table.print(
          String.format(
              Locale.ROOT, "From a line printed to the line shown, %,d lines a second", rate),
          List.of("median", "95 of 100 within", "longest", "lines shown"),
          List.of(
              row(piped),
              row(Command.of("printer \\| reader", "sh", "-c", printer)),
              row(onTerminal("`millrace run` on a terminal", String.join(" ", piped.words()))),
              row(onTerminal("printer on a terminal", printer))));
    }
  }

  private static Command onTerminal(String name, String line) {
    return Command.of(
        name,
        "script",
        "--quiet",
        "--return",
        "--command",
        "stty cols 80 rows 24; " + line,
        "/dev/null");
  }

  private String row(Command command) {
    Process process = commands.start(command, Redirect.PIPE);
    List<Double> latencies = new ArrayList<>();
    try (InputStream output = process.getInputStream()) {
      read(output, latencies);
    } catch (IOException cause) {
      throw new IllegalStateException(command.words() + " can't be read", cause);
    }
    Commands.succeed(command, process);
    var figure = new Figure(command.name(), "ms", latencies);
    return Table.row(
        command.name(),
        figure.shown(figure.median()),
        figure.shown(figure.percentile(95)),
        figure.shown(figure.max()),
        String.format(Locale.ROOT, "%,d", latencies.size()));
  }

  /** A terminal is shown the same line again and again; its first time counts. */
  private static void read(InputStream output, List<Double> latencies) throws IOException {
    var chunk = new byte[64 * 1024];
    var stamp = new StringBuilder();
    long newest = 0;
    for (int count = output.read(chunk); count >= 0; count = output.read(chunk)) {
      long now = nanos(Instant.now());
      for (int i = 0; i < count; i++) {
        if (chunk[i] >= '0' && chunk[i] <= '9') {
          stamp.append((char) chunk[i]);
          continue;
        }
        long printed = stamp.length() == DIGITS ? Long.parseLong(stamp, 0, DIGITS, 10) : 0;
        if (printed > newest) {
          newest = printed;
          latencies.add((now - printed) / 1e6);
        }
        stamp.setLength(0);
      }
    }
  }

  private static long nanos(Instant moment) {
    return moment.getEpochSecond() * 1_000_000_000 + moment.getNano();
  }
}
