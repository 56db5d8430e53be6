package dev.millrace.server.system.metrics;

import dev.millrace.server.database.Database;
import dev.millrace.server.database.Work;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** A database whose durable writes are timed, with the wait for the flush they share. */
final class WatchedDatabase implements Database {
  private final Database database;
  private final Latencies writes;

  WatchedDatabase(Database database, MeterRegistry registry) {
    this.database = database;
    this.writes = new Latencies(registry, "millrace.database.writes");
  }

  @Override
  public <T> T write(Work<T> work) {
    long began = System.nanoTime();
    boolean written = false;
    try {
      T answer = database.write(work);
      written = true;
      return answer;
    } finally {
      writes.record(Duration.ofNanos(System.nanoTime() - began), LoopMetrics.outcome(written));
    }
  }

  @Override
  public void changeSoon(String what, Work.Change change) {
    database.changeSoon(what, change);
  }

  @Override
  public void settle() {
    database.settle();
  }

  @Override
  public <T> T read(Work<T> work) {
    return database.read(work);
  }

  @Override
  public void close() {
    database.close();
  }
}
