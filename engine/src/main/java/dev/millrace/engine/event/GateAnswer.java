package dev.millrace.engine.event;

import dev.millrace.wording.Sentence;
import java.util.List;

/** What whoever checks quality gates says of one. */
public sealed interface GateAnswer {
  /** Every rule holds. */
  record Passed() implements GateAnswer {}

  /** Some rule does not hold, and nobody may let it pass. */
  record Refused(Sentence why) implements GateAnswer {}

  /** Some rule does not hold; one of these people decides. */
  record NeedsPerson(List<String> gatekeepers) implements GateAnswer {
    public NeedsPerson {
      gatekeepers = List.copyOf(gatekeepers);
    }

    /** The gatekeepers that have a name, possibly none. */
    public List<String> people() {
      return gatekeepers.stream().filter(name -> !name.isBlank()).toList();
    }
  }

  /** The rules could not be checked; counts as refused. */
  record NotChecked(Sentence why) implements GateAnswer {}
}
