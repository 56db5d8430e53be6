package dev.millrace.server.trials;

import dev.millrace.server.http.idempotency.KeptAnswers;
import java.time.Instant;
import java.util.Optional;

/** Kept answers with the points before and behind the keeping. */
final class HaltingAnswers implements KeptAnswers {
  private final KeptAnswers answers;
  private final Halt halt;

  HaltingAnswers(KeptAnswers answers, Halt halt) {
    this.answers = answers;
    this.halt = halt;
  }

  @Override
  public Optional<Kept> find(Key key) {
    return answers.find(key);
  }

  @Override
  public void keep(Key key, Kept kept) {
    halt.at(HaltPoint.ANSWER_DUE);
    answers.keep(key, kept);
    halt.at(HaltPoint.ANSWER_KEPT);
  }

  @Override
  public int deleteBefore(Instant moment) {
    return answers.deleteBefore(moment);
  }
}
