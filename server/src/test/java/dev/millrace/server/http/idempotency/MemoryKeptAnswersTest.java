package dev.millrace.server.http.idempotency;

class MemoryKeptAnswersTest implements KeptAnswersContract {
  private final KeptAnswers answers = new MemoryKeptAnswers();

  @Override
  public KeptAnswers answers() {
    return answers;
  }
}
