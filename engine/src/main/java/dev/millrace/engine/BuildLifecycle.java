package dev.millrace.engine;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.state.Build;
import java.time.Instant;

/**
 * The rules of a build's life, the whole of them behind two functions. Pure: same arguments, same
 * answer; safe from any thread.
 */
public final class BuildLifecycle {
  private BuildLifecycle() {}

  /**
   * A new build in the queue, everything laid out.
   *
   * @throws StartRefused if {@link StartCheck} has something against it
   */
  @SuppressWarnings("DoNotCallSuggester") // the rules come with the next commits
  public static Transition start(BuildRequest request, Instant now) {
    throw new UnsupportedOperationException(request + " at " + now);
  }

  /**
   * What {@code event} makes of {@code build}: goes on until nothing more can move without the
   * outside. An event that is late or repeated answers the very same build and no effects.
   */
  @SuppressWarnings("DoNotCallSuggester") // the rules come with the next commits
  public static Transition on(Build build, BuildEvent event, Instant now) {
    throw new UnsupportedOperationException(build + " on " + event + " at " + now);
  }
}
