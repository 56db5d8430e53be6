package dev.millrace.cli.run;

import dev.millrace.cli.terminal.Signals;
import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.state.BuildId;
import dev.millrace.server.LocalPlatform;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * What Ctrl-C does, and a request to terminate. The first cancels: tasks are asked to end, finally
 * jobs run. The second kills: no finally jobs, processes of tasks are killed. The third leaves.
 */
final class Cancelling implements AutoCloseable {
  private static final int LEAVE_AT = 3;
  private static final int EXIT_CODE = 130;

  private final LocalPlatform platform;
  private final BuildId build;
  private final Reporter reporter;
  private final AtomicInteger asked = new AtomicInteger();
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

  private void ask() {
    int times = asked.incrementAndGet();
    if (times >= LEAVE_AT) {
      reporter.close();
      Runtime.getRuntime().halt(EXIT_CODE);
    }
    boolean forced = times > 1;
    reporter.cancelling(forced);
    var _ = platform.builds().send(build, new BuildEvent.CancelRequested("Ctrl-C", forced));
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
