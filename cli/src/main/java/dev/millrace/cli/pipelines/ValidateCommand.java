package dev.millrace.cli.pipelines;

import dev.millrace.cli.session.ExitCode;
import dev.millrace.cli.session.Session;
import dev.millrace.cli.terminal.Line;
import dev.millrace.cli.terminal.Style;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.yaml.ReadResult;
import java.util.List;

/** {@code pipeline validate FILE…}: everything wrong with some files. */
public final class ValidateCommand {
  private final Session session;

  public ValidateCommand(Session session) {
    this.session = session;
  }

  /** Looks at all files, also after a bad one. */
  public ExitCode run(List<String> files) {
    int bad = 0;
    for (String file : files) {
      bad += isValid(file) ? 0 : 1;
    }
    session.console().flush();
    return bad == 0 ? ExitCode.SUCCESS : ExitCode.INVALID;
  }

  private boolean isValid(String name) {
    PipelineFile file;
    try {
      file = PipelineFile.open(session.folder(), name);
    } catch (PipelineFile.Unreadable unreadable) {
      session.complain(unreadable.key(), name);
      return false;
    }
    ReadResult result = file.expanded();
    var shown = new ProblemLines(session.texts(), file::source);
    for (Problem problem : result.problems()) {
      session.console().print(shown.of(problem));
    }
    long errors = result.errors().size();
    long warnings = result.problems().size() - errors;
    session
        .console()
        .print(
            errors == 0
                ? Line.of(Style.GREEN, session.texts().get("validate.good", name, warnings))
                : Line.of(Style.RED, session.texts().get("validate.bad", name, errors, warnings)));
    return errors == 0;
  }
}
