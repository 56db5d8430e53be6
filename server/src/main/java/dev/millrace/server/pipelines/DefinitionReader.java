package dev.millrace.server.pipelines;

import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.json.JsonModelCodec;
import dev.millrace.pipeline.json.JsonReading;
import dev.millrace.pipeline.limit.Limits;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.yaml.ReadResult;
import dev.millrace.pipeline.yaml.YamlReader;
import dev.millrace.pipeline.yaml.write.Written;
import dev.millrace.pipeline.yaml.write.YamlWriter;
import dev.millrace.wording.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Definitions as pipelines and back; the work is the module {@code pipeline}'s. */
final class DefinitionReader {
  private static final String YAML_FILE = "pipeline.yml";
  private static final String JSON_FILE = "pipeline.json";

  private DefinitionReader() {}

  /** References to templates stay references. */
  static ReadResult read(Definition definition) {
    return switch (definition.format()) {
      case YAML -> YamlReader.ofVersion3().read(definition.text(), YAML_FILE);
      case JSON -> {
        JsonReading reading = new JsonModelCodec().read(definition.text(), JSON_FILE);
        yield new ReadResult(
            reading.hasErrors() ? Optional.empty() : reading.pipeline(), reading.problems());
      }
    };
  }

  /**
   * A definition that could be run.
   *
   * @throws PipelineRefused if it has errors or refers to templates
   */
  static Valid valid(String shownName, Definition definition) {
    ReadResult result = read(definition);
    Pipeline pipeline =
        result.pipeline().orElseThrow(() -> refused(new Refusal.Invalid(result.problems())));
    if (!pipeline.isExpanded()) {
      throw refused(new Refusal.NotNow(PipelineWording.TEMPLATES_NOT_HERE.of(shownName)));
    }
    return new Valid(pipeline, result.problems());
  }

  /** A pipeline and warnings about it. */
  record Valid(Pipeline pipeline, List<Problem> warnings) {}

  /**
   * What lists show of a definition that is to be kept.
   *
   * @throws PipelineRefused if a value beside its text is out of range, or the text too long to
   *     keep
   */
  static Shown shown(Definition definition, Optional<Pipeline> read) {
    Shown shown = Shown.of(read, definition.settings());
    List<Sentence> problems = new ArrayList<>(definition.settings().problems());
    problems.addAll(shown.problems());
    int most = mostCharacters(definition.format());
    if (definition.text().length() > most) {
      problems.add(PipelineWording.WRONG_LENGTH.of(PipelineWording.DEFINITION.of(), 0, most));
    }
    if (definition.text().indexOf('\0') >= 0) {
      problems.add(PipelineWording.NUL_INSIDE.of(PipelineWording.DEFINITION.of()));
    }
    if (!problems.isEmpty()) {
      throw refused(new Refusal.OutOfRange(problems));
    }
    return shown;
  }

  static int mostCharacters(DefinitionFormat format) {
    return switch (format) {
      case YAML -> Limits.FILE_MAX_CHARACTERS;
      case JSON -> Limits.JSON_MAX_CHARACTERS;
    };
  }

  /** A text that says a name says this one; another, and one that can't be read, stay. */
  static Definition named(Definition definition, String name) {
    return read(definition)
        .pipeline()
        .filter(pipeline -> !pipeline.name().isEmpty() && !pipeline.name().equals(name))
        .map(pipeline -> rewritten(definition, PipelineParts.named(pipeline, name)))
        .orElse(definition);
  }

  private static Definition rewritten(Definition definition, Pipeline pipeline) {
    return switch (definition.format()) {
      case JSON -> definition.withText(ModelTree.named(definition.text(), pipeline.name()));
      case YAML -> {
        Written written = new YamlWriter().write(pipeline, definition.text());
        yield written.problems().stream().anyMatch(Problem::isError)
            ? definition
            : definition.withText(written.text());
      }
    };
  }

  private static PipelineRefused refused(Refusal refusal) {
    return new PipelineRefused(refusal);
  }
}
