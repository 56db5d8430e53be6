package dev.millrace.bench;

import dev.millrace.bench.Commands.Command;
import dev.millrace.bench.server.ServerBenchmarks;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Entry point: {@code bench/run} runs everything and prints what docs/benchmarks.md holds. */
public final class Benchmarks {
  private Benchmarks() {}

  /**
   * Measures.
   *
   * @param args the launcher to measure; then {@code --database postgres}, if that is to be
   *     measured too; then the names of benchmarks, if not all are wanted
   */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("millrace-bench");
    try {
      var wanted = new ArrayList<>(List.of(args).subList(1, args.length));
      List<Durable> databases = databases(wanted, folder);
      System.out.printf(
          "%s cores, Java %s%n%n",
          Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"));
      Path launcher = Path.of(args[0]).toAbsolutePath();
      measure(wanted, folder, databases, new Commands(launcher, folder));
      if (isWanted("server", wanted)) {
        new ServerBenchmarks(launcher, folder).run();
      }
    } finally {
      delete(folder);
    }
  }

  /** SQLite always; takes the option out of what is wanted. */
  private static List<Durable> databases(List<String> wanted, Path folder) {
    var databases = new ArrayList<Durable>(List.of(new Durable.Sqlite(folder)));
    int option = wanted.indexOf("--database");
    if (option >= 0) {
      if (option + 1 == wanted.size() || !wanted.get(option + 1).equals("postgres")) {
        throw new IllegalArgumentException("--database takes one value: postgres");
      }
      databases.add(new Durable.Postgres());
      wanted.subList(option, option + 2).clear();
    }
    return databases;
  }

  private static void measure(
      List<String> wanted, Path folder, List<Durable> databases, Commands commands)
      throws IOException {
    if (isWanted("engine", wanted)) {
      new EngineBenchmarks(folder, databases).run();
    }
    if (isWanted("queue", wanted)) {
      new QueueBenchmarks(folder).run();
    }
    if (isWanted("control", wanted)) {
      new BuildRateBenchmarks(folder, databases).run();
      new SizeBenchmarks(folder).run();
      new HeapBenchmarks(folder).run();
      new MutexBenchmarks(folder).run();
    }
    if (isWanted("run", wanted)) {
      new RunBenchmarks(commands, bareJvm(commands)).run();
    }
    if (isWanted("memory", wanted)) {
      new MemoryBenchmarks(commands, bareJvm(commands)).run();
    }
    if (isWanted("latency", wanted)) {
      new LatencyBenchmarks(commands).run();
    }
    if (isWanted("cancel", wanted)) {
      new CancelBenchmarks(commands).run();
    }
  }

  private static boolean isWanted(String name, List<String> wanted) {
    return wanted.isEmpty() || wanted.contains(name);
  }

  /** A Java program that does nothing, with the launcher's flags. */
  private static Command bareJvm(Commands commands) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String source =
        commands.file(
            "Nothing.java",
            "final class Nothing { public static void main(String[] arguments) {} }\n");
    var compile = Command.of("javac", java + "c", source);
    Commands.succeed(compile, commands.start(compile, Redirect.DISCARD));
    return Command.of(
        "bare JVM", java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", ".", "Nothing");
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
