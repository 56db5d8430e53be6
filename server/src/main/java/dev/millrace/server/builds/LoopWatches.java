package dev.millrace.server.builds;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everybody who hears how the loop does. Safe from any thread. */
final class LoopWatches {
  private static final Logger log = LoggerFactory.getLogger(LoopWatches.class);

  private final List<LoopWatch> watches = new CopyOnWriteArrayList<>();

  void add(LoopWatch watch) {
    watches.add(watch);
  }

  void tell(Consumer<LoopWatch> what) {
    for (LoopWatch watch : watches) {
      try {
        what.accept(watch);
      } catch (RuntimeException failure) {
        log.atError().setCause(failure).log("a watch of the loop failed");
      }
    }
  }
}
