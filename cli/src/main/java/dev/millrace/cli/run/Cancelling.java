package dev.millrace.cli.run;

import dev.millrace.cli.terminal.Signals;
import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.state.BuildId;
import dev.millrace.server.LocalPlatform;
import dev.millrace.server.builds.MailboxFull;
import dev.millrace.server.database.StoreUnavailable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Ctrl-C does, and a request to terminate. The first cancels: tasks are asked to end, finally
 * jobs run. The second kills: no finally jobs, processes of tasks are killed. The third leaves.
 */
final class Cancelling implements AutoCloseable {
  private static final int LEAVE_AT = 3;
  private static final int EXIT_CODE = 130;
  private static final Logger log = LoggerFactory.getLogger(Cancelling.class);

  private final LocalPlatform platform;
  private final BuildId build;
  private final Reporter reporter;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean begun;
  private final List<Signals.Handling> handlings;

  Cancelling(LocalPlatform platform, BuildId build, Reporter reporter) {
    this.platform = platform;
    this.build = build;
    this.reporter = reporter;
    this.handlings =
        Stream.of("INT", "TERM", "HUP")
            .map(name -> Signals.handle(name, this::ask))
            .flatMap(Optional::stream)
            .toList();
  }

  /** The build is there to be told, and is told what was asked before. */
  void begun() {
    begun = true;
    if (wasAsked()) {
      tell();
    }
  }

  /** Each call comes on a thread of its own, and the last must wait for none before it. */
  void ask() {
    int times = asked.incrementAndGet();
    if (times >= LEAVE_AT) {
      reporter.close();
      Runtime.getRuntime().halt(EXIT_CODE);
    }
    reporter.cancelling(times > 1);
    if (begun) {
      tell();
    }
  }

  private void tell() {
    try {
      var event = new BuildEvent.CancelRequested("Ctrl-C", asked.get() > 1);
      var _ = platform.builds().send(build, event);
    } catch (StoreUnavailable | MailboxFull failure) {
      // Whoever asked sees that nothing ends, and asks again.
      log.atWarn().setCause(failure).log("the build could not be told to end");
    }
  }

  /** Whether the user asked for the end. */
  boolean wasAsked() {
    return asked.get() > 0;
  }

  @Override
  public void close() {
    handlings.forEach(Signals.Handling::close);
  }
}
