package dev.millrace.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** The same thing done many times at once. */
public final class Drivers {
  private Drivers() {}

  /** Runs {@code work} with the numbers 0, 1, 2, …, each on a thread; what it took, altogether. */
  public static Latencies run(int atOnce, IntFunction<Latencies> work) {
    List<Latencies> parts = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int n = 0; n < atOnce; n++) {
      int number = n;
      threads.add(
          Thread.startVirtualThread(() -> {
            Latencies part = work.apply(number);
            synchronized (parts) {
              parts.add(part);
            }
          }));
    }
    threads.forEach(Drivers::join);
    if (parts.size() < atOnce) {
      throw new IllegalStateException(
          "of " + atOnce + " drivers only " + parts.size() + " came through");
    }
    return Latencies.merged(parts);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", stop);
    }
  }
}
