package dev.millrace.server.builds;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.state.Build;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Says in the log of the process when builds are accepted, start and end. */
public final class LifeLog implements BuildListener {
  private static final Logger log = LoggerFactory.getLogger(LifeLog.class);

  private final Function<Build, Optional<String>> traces;

  /**
   * To be told of builds.
   *
   * @param traces the id of the trace of a build, where there is one
   */
  public LifeLog(Function<Build, Optional<String>> traces) {
    this.traces = traces;
  }

  @Override
  public void committed(Optional<Build> before, Build after, Optional<BuildEvent> event) {
    if (before.isEmpty()) {
      BuildFacts facts = BuildFacts.of(after);
      LoggingEventBuilder line = with(line(after), "user", facts.startedBy());
      with(line, "trigger", facts.trigger()).log("a build is accepted");
    } else if (before.get().attempt() != after.attempt()) {
      line(after).log("a build is to run again");
    }
    boolean hadStarted = before.flatMap(Build::startedAt).isPresent();
    if (!hadStarted && after.startedAt().isPresent()) {
      line(after).log("a build has started");
    }
    boolean wasOver =
        before
            .filter(old -> old.status().isFinished() && old.attempt() == after.attempt())
            .isPresent();
    if (after.status().isFinished() && !wasOver) {
      line(after).addKeyValue("status", after.status()).log("a build has ended");
    }
  }

  private LoggingEventBuilder line(Build build) {
    BuildFacts facts = BuildFacts.of(build);
    LoggingEventBuilder line =
        log.atInfo()
            .addKeyValue("build", build.id())
            .addKeyValue("attempt", build.attempt())
            .addKeyValue("number", build.number());
    line = with(line, "project", facts.project());
    line = with(line, "pipeline", facts.pipeline());
    return with(line, "trace", traces.apply(build));
  }

  private static LoggingEventBuilder with(LoggingEventBuilder line, String key, Optional<?> value) {
    return value.isPresent() ? line.addKeyValue(key, value.get()) : line;
  }
}
