package dev.millrace.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Entry point: {@code bench/run} runs everything and prints what docs/benchmarks.md holds. */
public final class Benchmarks {
  private Benchmarks() {}

  /**
   * Measures.
   *
   * @param args the launcher to measure
   */
  public static void main(String[] args) throws IOException {
    Path launcher = Path.of(args[0]).toAbsolutePath();
    Path folder = Files.createTempDirectory("millrace-bench");
    System.out.printf(
        "%s cores, Java %s%n%n",
        Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"));
    new EngineBenchmarks(folder).run();
    new RunBenchmarks(launcher, folder).run();
  }
}
