package dev.millrace.cli.pipelines;

import dev.millrace.cli.session.ExitCode;
import dev.millrace.cli.session.Session;
import dev.millrace.cli.terminal.Line;
import dev.millrace.cli.terminal.SafeText;
import dev.millrace.cli.terminal.Style;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.json.JsonModelCodec;
import dev.millrace.pipeline.json.JsonProblem;
import dev.millrace.pipeline.json.JsonReading;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.yaml.ReadResult;
import dev.millrace.pipeline.yaml.YamlReader;
import dev.millrace.pipeline.yaml.write.WriteProblem;
import dev.millrace.pipeline.yaml.write.Written;
import dev.millrace.pipeline.yaml.write.YamlWriter;
import java.util.Optional;

/**
 * {@code pipeline convert FILE --to yaml|json}: the pipeline in the other format on the output,
 * what that format can't say on the error output. References to templates stay references.
 */
public final class ConvertCommand {
  /** The formats there are. */
  public enum Format {
    YAML,
    JSON
  }

  private final Session session;

  public ConvertCommand(Session session) {
    this.session = session;
  }

  /** Reads, whatever format the file has, and writes. */
  public ExitCode run(String name, Format format) {
    Optional<Pipeline> pipeline;
    try {
      PipelineFile file = PipelineFile.open(session.folder(), name);
      pipeline = file.text().stripLeading().startsWith("{") ? fromJson(file) : fromYaml(file);
    } catch (PipelineFile.Unreadable unreadable) {
      session.complain(unreadable.key(), name);
      return ExitCode.INVALID;
    }
    if (pipeline.isEmpty()) {
      return ExitCode.INVALID;
    }
    session
        .console()
        .write(
            switch (format) {
              case YAML -> yaml(pipeline.get());
              case JSON -> new JsonModelCodec().writeIndented(pipeline.get()) + "\n";
            });
    return ExitCode.SUCCESS;
  }

  private Optional<Pipeline> fromYaml(PipelineFile file) {
    ReadResult result = YamlReader.forImport().read(file.text(), file.name());
    var shown = new ProblemLines(session.texts(), file::source);
    for (Problem problem : result.problems()) {
      shown.of(problem).forEach(session.console()::printError);
    }
    return result.pipeline();
  }

  private Optional<Pipeline> fromJson(PipelineFile file) {
    JsonReading reading = new JsonModelCodec().read(file.text());
    for (JsonProblem problem : reading.problems()) {
      session
          .console()
          .printError(
              Line.of(Style.BOLD, SafeText.plain(file.name()) + ":")
                  .plus(
                      problem.isError() ? Style.RED : Style.YELLOW,
                      SafeText.plain(problem.toString())));
    }
    return reading.hasErrors() ? Optional.empty() : reading.pipeline();
  }

  private String yaml(Pipeline pipeline) {
    Written written = new YamlWriter().write(pipeline);
    for (WriteProblem problem : written.problems()) {
      session
          .console()
          .printError(
              Line.of(Style.YELLOW, session.texts().get("warning") + " ")
                  .plus(Style.PLAIN, SafeText.plain(problem.toString())));
    }
    return written.text();
  }
}
