package dev.millrace.cli.pipelines;

import dev.millrace.cli.session.ExitCode;
import dev.millrace.cli.session.Session;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.yaml.ReadResult;

/** {@code pipeline explain FILE}: the pipeline as it will run. */
public final class ExplainCommand {
  private final Session session;

  public ExplainCommand(Session session) {
    this.session = session;
  }

  /** Shows the pipeline, or what is wrong with it. */
  public ExitCode run(String name) {
    ReadResult result;
    PipelineFile file;
    try {
      file = PipelineFile.open(session.folder(), name);
      result = file.expanded();
    } catch (PipelineFile.Unreadable unreadable) {
      session.complain(unreadable.key(), name);
      return ExitCode.INVALID;
    }
    var shown = new ProblemLines(session.texts(), file::source);
    for (Problem problem : result.problems()) {
      shown.of(problem).forEach(session.console()::printError);
    }
    if (result.pipeline().isEmpty()) {
      return ExitCode.INVALID;
    }
    session.console().print(new Explanation(session.texts(), result.pipeline().get()).lines());
    return ExitCode.SUCCESS;
  }
}
