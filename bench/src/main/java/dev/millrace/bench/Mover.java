package dev.millrace.bench;

import dev.millrace.engine.BuildLifecycle;
import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.pipeline.Pipeline;
import java.time.Instant;

/** What builds are moved by, one event at a time. */
sealed interface Mover {
  /** Answers a build that runs. */
  Build start(BuildId id, Pipeline pipeline);

  Build send(Build build, BuildEvent event);

  /** No loop, no store. */
  record RulesAlone() implements Mover {
    @Override
    public Build start(BuildId id, Pipeline pipeline) {
      Build queued = BuildLifecycle.start(Starts.ofRules(id, pipeline), Instant.EPOCH).next();
      return send(queued, new BuildEvent.BuildAdmitted(1));
    }

    @Override
    public Build send(Build build, BuildEvent event) {
      return BuildLifecycle.on(build, event, Instant.EPOCH).next();
    }
  }

  /** Decided, committed, and the effects performed. */
  record Whole(Platform platform) implements Mover {
    @Override
    public Build start(BuildId id, Pipeline pipeline) {
      return platform.start(Starts.alone(id, pipeline));
    }

    @Override
    public Build send(Build build, BuildEvent event) {
      return platform.send(build.id(), event);
    }
  }
}
