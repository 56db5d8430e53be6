package dev.millrace.server.builds.arbiters;

import dev.millrace.server.builds.BuildCommit;
import java.util.List;
import java.util.Optional;

/**
 * What is decided about something asked of an arbiter, to be committed together.
 *
 * @param others steps of other arbiters
 * @param build that begins
 * @param committed called once it is committed, on the arbiter's turn; it only starts things
 * @param answer for whoever asked
 */
public record Verdict<S, E, M, A>(
    ArbiterStep<S, E, M> step,
    List<ArbiterCommit> others,
    Optional<BuildCommit> build,
    Runnable committed,
    A answer) {
  public Verdict {
    others = List.copyOf(others);
  }

  /** A step that concerns the arbiter alone. */
  public static <S, E, M, A> Verdict<S, E, M, A> of(ArbiterStep<S, E, M> step, A answer) {
    return new Verdict<>(step, List.of(), Optional.empty(), () -> {}, answer);
  }
}
