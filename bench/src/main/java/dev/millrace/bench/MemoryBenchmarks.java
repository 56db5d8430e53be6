package dev.millrace.bench;

import dev.millrace.bench.Commands.Command;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much memory the command has in use, beside a Java program that does nothing. */
final class MemoryBenchmarks {
  private static final int RUNS = 3;

  /** A process shorter than this would not be seen at all. */
  private static final int MILLIS_BETWEEN_LOOKS = 1;

  private static final String PEAK = "VmHWM";
  private static final String AT_THE_END = "VmRSS";
  private static final String OWN = "RssAnon";

  private final Commands commands;
  private final Command bareJvm;

  MemoryBenchmarks(Commands commands, Command bareJvm) {
    this.commands = commands;
    this.bareJvm = bareJvm;
  }

  void run() {
    Table.print(
        "Memory of the command, without that of its tasks",
        List.of("peak", "at the end", "of that its own alone"),
        List.of(
            row(commands.run("one task", Pipelines.oneTask("true"))),
            row(
                commands.run(
                    Pipelines.AT_ONCE + " jobs at once",
                    Pipelines.sideBySide(),
                    "--max-jobs",
                    "" + Pipelines.AT_ONCE)),
            row(commands.run("1,000,000 lines", Pipelines.oneTask("seq 1 1000000"))),
            row(bareJvm)));
    System.out.println(
        "Peak, resident at the end, and what of it is neither a file nor shared: VmHWM, VmRSS and"
            + " RssAnon of Linux.\n");
  }

  private String row(Command command) {
    Map<String, List<Double>> values = new HashMap<>();
    for (int run = 0; run < RUNS; run++) {
      lastSeen(command)
          .forEach((key, value) -> values.computeIfAbsent(key, _ -> new ArrayList<>()).add(value));
    }
    return Table.row(
        command.name(), median(values, PEAK), median(values, AT_THE_END), median(values, OWN));
  }

  private static String median(Map<String, List<Double>> values, String key) {
    var figure = new Figure(key, "MiB", values.getOrDefault(key, List.of()));
    return figure.shown(figure.median());
  }

  /** What the kernel said of a process the last time before its end. */
  private Map<String, Double> lastSeen(Command command) {
    Process process = commands.start(command, Redirect.DISCARD);
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    Map<String, Double> seen = new HashMap<>();
    while (process.isAlive()) {
      seen.putAll(mebibytes(status));
      Commands.pause(MILLIS_BETWEEN_LOOKS);
    }
    Commands.succeed(command, process);
    return seen;
  }

  /** Empty once the process is over. */
  private static Map<String, Double> mebibytes(Path status) {
    Map<String, Double> found = new HashMap<>();
    try {
      for (String line : Files.readAllLines(status)) {
        String[] words = line.split("[:\\s]+", 3);
        if (List.of(PEAK, AT_THE_END, OWN).contains(words[0])) {
          found.put(words[0], Double.parseDouble(words[1]) / 1024);
        }
      }
    } catch (IOException over) {
      return Map.of();
    }
    return found;
  }
}
