package dev.millrace.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what is too old, now and then. What it does not get to, it does next time. */
final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration EVERY = Duration.ofHours(1);

  private final List<Chore> chores;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("housekeeping").daemon().factory());

  /** Something to be done. */
  record Chore(String name, Runnable work) {}

  Housekeeping(List<Chore> chores) {
    this.chores = List.copyOf(chores);
    var _ =
        clock.scheduleWithFixedDelay(
            this::doAll, FIRST.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
  }

  /** Each, also after one that failed. */
  void doAll() {
    for (Chore chore : chores) {
      try {
        chore.work().run();
      } catch (RuntimeException failure) {
        LOG.atWarn()
            .addKeyValue("chore", chore.name())
            .setCause(failure)
            .log("a chore was not done; it is tried again");
      }
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
