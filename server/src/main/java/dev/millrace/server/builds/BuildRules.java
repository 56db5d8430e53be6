package dev.millrace.server.builds;

import dev.millrace.engine.Transition;
import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.state.Build;
import java.time.Instant;

/** What the loop asks to decide. Pure; the engine in the product, faulty rules in tests. */
@FunctionalInterface
interface BuildRules {
  Transition on(Build build, BuildEvent event, Instant now);
}
