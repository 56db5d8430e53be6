package dev.millrace.cli.pipelines;

import dev.millrace.cli.session.ExitCode;
import dev.millrace.cli.session.Session;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.json.JsonModelCodec;
import dev.millrace.pipeline.json.JsonReading;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.yaml.ReadResult;
import dev.millrace.pipeline.yaml.YamlReader;
import dev.millrace.pipeline.yaml.write.Written;
import dev.millrace.pipeline.yaml.write.YamlWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
      pipeline = file.isModel() ? fromJson(file) : fromYaml(file);
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
    show(result.problems(), file::source);
    return result.pipeline();
  }

  private Optional<Pipeline> fromJson(PipelineFile file) {
    JsonReading reading = new JsonModelCodec().read(file.text(), file.name());
    show(reading.problems(), file::source);
    return reading.hasErrors() ? Optional.empty() : reading.pipeline();
  }

  private String yaml(Pipeline pipeline) {
    Written written = new YamlWriter().write(pipeline);
    show(written.problems(), _ -> Optional.empty());
    return written.text();
  }

  private void show(List<Problem> problems, Function<String, Optional<String>> sources) {
    var lines = new ProblemLines(session.texts(), sources);
    problems.forEach(problem -> lines.of(problem).forEach(session.console()::printError));
  }
}
