package dev.millrace.engine;

import dev.millrace.engine.event.BuildRequest;
import java.util.List;

/** Whether a build may be started at all: its parameters, its dependencies, what it asks for. */
public final class StartCheck {
  private StartCheck() {}

  /** Everything that speaks against the start, as whole sentences; empty: it may start. */
  @SuppressWarnings("DoNotCallSuggester") // the rules come with the next commits
  public static List<String> problemsOf(BuildRequest request) {
    throw new UnsupportedOperationException(request.toString());
  }
}
