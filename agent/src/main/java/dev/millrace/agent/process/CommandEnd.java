package dev.millrace.agent.process;

import dev.millrace.wording.Sentence;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a command ended.
 *
 * @param exitCode of the process that was started; 128 + n when signal n ended it, as shells count
 * @param stopped why it was made to stop; empty when it ended by itself
 * @param survivors of the kill, described for people; empty when the tree is proven empty, or when
 *     nothing was to be killed
 * @param outputHeldOpen a process it left behind still holds its output
 */
public record CommandEnd(
    int exitCode, Optional<StopReason> stopped, List<Sentence> survivors, boolean outputHeldOpen) {
  public CommandEnd {
    survivors = List.copyOf(survivors);
  }

  /** The exit code of a command that ended by itself. */
  public OptionalInt ownExitCode() {
    return stopped.isEmpty() ? OptionalInt.of(exitCode) : OptionalInt.empty();
  }
}
