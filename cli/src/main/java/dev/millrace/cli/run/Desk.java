package dev.millrace.cli.run;

import dev.millrace.cli.questions.Question;
import dev.millrace.cli.questions.Question.Answer;
import dev.millrace.cli.questions.TerminalAsking;
import dev.millrace.cli.session.Session;
import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.state.BuildId;
import dev.millrace.server.builds.Builds;
import java.util.Optional;

/**
 * Where the questions of one local build are answered.
 *
 * @param ahead what was answered on the command line
 * @param asking the person at the terminal; empty: nobody
 * @param reporter keeps still while somebody is asked
 */
record Desk(
    Builds builds,
    BuildId build,
    Session session,
    AnswersAhead ahead,
    Optional<TerminalAsking> asking,
    Reporter reporter) {
  /** Empty: nobody is there to answer. */
  Optional<Answer> ask(Question question) throws InterruptedException {
    if (asking.isEmpty()) {
      return Optional.empty();
    }
    try (var _ = reporter.keepStill()) {
      return asking.get().ask(question);
    }
  }

  /** Tells the build what was decided. */
  void send(BuildEvent decision) {
    var _ = builds.send(build, decision);
  }
}
