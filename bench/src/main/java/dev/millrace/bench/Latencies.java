package dev.millrace.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** How long one thing took, again and again. Belongs to one thread until it is merged. */
public final class Latencies {
  private long[] nanos = new long[1024];
  private int count;

  /** All of them as one. */
  public static Latencies merged(List<Latencies> parts) {
    var all = new Latencies();
    all.nanos =
        parts.stream().flatMapToLong(part -> Arrays.stream(part.nanos, 0, part.count)).toArray();
    all.count = all.nanos.length;
    return all;
  }

  /** Counts what began at {@code start}, by {@link System#nanoTime}, and is over now. */
  public void addSince(long start) {
    add(System.nanoTime() - start);
  }

  public void add(long taken) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = taken;
  }

  public int count() {
    return count;
  }

  double meanNanos() {
    return Arrays.stream(nanos, 0, count).average().orElseThrow();
  }

  /** One row of a Markdown table: median, and what 99 of 100 do not exceed. */
  public String row(String name) {
    Arrays.sort(nanos, 0, count);
    return Table.row(name, shown(percentile(50)), shown(percentile(99)));
  }

  /** The same behind how many there were a second in the time in which they were taken. */
  public String row(String name, Duration during) {
    Arrays.sort(nanos, 0, count);
    return Table.row(
        name,
        Figure.number(count / (during.toMillis() / 1e3)),
        shown(percentile(50)),
        shown(percentile(99)));
  }

  /** The value that this many of a hundred do not exceed, once they are sorted. */
  private double percentile(int percent) {
    return nanos[Math.max(0, (int) Math.ceil(count * percent / 100.0) - 1)];
  }

  /** A time for people. */
  static String shown(double nanos) {
    double micros = nanos / 1e3;
    return micros < 100 ? Figure.number(micros) + " µs" : Figure.number(micros / 1e3) + " ms";
  }
}
