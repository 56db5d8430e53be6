package dev.millrace.pipeline.yaml.write;

import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.problem.Place;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.trigger.Trigger;
import dev.millrace.pipeline.trigger.TriggerSource;
import dev.millrace.pipeline.yaml.ReadResult;
import dev.millrace.pipeline.yaml.YamlReader;
import dev.millrace.pipeline.yaml.tree.Node;
import dev.millrace.pipeline.yaml.tree.Origin;
import dev.millrace.pipeline.yaml.tree.YamlParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes pipelines as YAML v3.0. What was written is read again; what reads back otherwise is
 * reported. Safe for several threads.
 */
public final class YamlWriter {
  private static final String FILE = "written.yml";

  /** What of a pipeline is compared with what reads back, by the name people know it by. */
  private static final Map<String, Function<Pipeline, Object>> PARTS = parts();

  private final YamlReader reader = YamlReader.ofVersion3();

  /** A new file. */
  public Written write(Pipeline pipeline) {
    var unsaid = new ArrayList<Unsaid>();
    String text = Emitter.document(PipelineDocument.write(pipeline, unsaid));
    return new Written(text, problems(pipeline, text, text, unsaid));
  }

  /**
   * Puts what has changed into {@code original}: comments, order, anchors and form of everything
   * else stay, and the same pipeline gives the same text byte for byte. A file that does not read,
   * or whose form allows no such edit, is written anew, which is reported.
   */
  public Written write(Pipeline pipeline, String original) {
    Optional<Pipeline> before = reader.read(original, FILE).pipeline();
    if (before.filter(pipeline::equals).isPresent()) {
      return new Written(original, List.of());
    }
    var unsaid = new ArrayList<Unsaid>();
    String anew = Emitter.document(PipelineDocument.write(pipeline, unsaid));
    Optional<String> merged =
        before
            .flatMap(old -> merged(old, pipeline, original))
            .filter(text -> saysTheSame(text, anew));
    if (merged.isPresent()) {
      return new Written(merged.get(), problems(pipeline, anew, merged.get(), unsaid));
    }
    List<Problem> problems = new ArrayList<>(problems(pipeline, anew, anew, unsaid));
    problems.add(Problem.at(new Place(FILE, 1, 1), Rule.YAML_FORM_LOST));
    return new Written(anew, problems);
  }

  private static Optional<String> merged(Pipeline before, Pipeline after, String original) {
    Data.Fields old = PipelineDocument.write(before, new ArrayList<>());
    Data.Fields now = PipelineDocument.write(after, new ArrayList<>());
    return tree(original).flatMap(tree -> Merge.merge(original, tree, old, now));
  }

  private boolean saysTheSame(String merged, String anew) {
    Optional<Pipeline> one = reader.read(merged, FILE).pipeline();
    Optional<Pipeline> other = reader.read(anew, FILE).pipeline();
    return one.isPresent()
        && other.isPresent()
        && PARTS.values().stream()
            .allMatch(part -> part.apply(one.get()).equals(part.apply(other.get())));
  }

  /**
   * What {@code text} does not say of {@code wanted}, in places of {@code text}, which says the
   * same as {@code anew}. What reads back otherwise is only asked where nothing else is known.
   */
  private List<Problem> problems(Pipeline wanted, String anew, String text, List<Unsaid> known) {
    List<Unsaid> unsaid = new ArrayList<>(known);
    if (known.isEmpty()) {
      ReadResult read = reader.read(anew, FILE);
      if (read.pipeline().isEmpty()) {
        return read.errors();
      }
      PARTS.forEach((key, part) -> {
        if (!part.apply(read.pipeline().get()).equals(part.apply(wanted))) {
          unsaid.add(new Unsaid(List.of(key), Rule.YAML_READS_OTHERWISE, List.of(key)));
        }
      });
    }
    if (unsaid.isEmpty()) {
      return List.of();
    }
    Optional<Node> root = tree(text);
    return unsaid.stream().map(what -> what.in(root, FILE)).toList();
  }

  private static Optional<Node> tree(String text) {
    return YamlParser.parse(new Origin(FILE, text, List.of()), new ProblemCollector());
  }

  private static Map<String, Function<Pipeline, Object>> parts() {
    var parts = new LinkedHashMap<String, Function<Pipeline, Object>>();
    parts.put("name", Pipeline::name);
    parts.put("desc", Pipeline::description);
    parts.put("label", Pipeline::labels);
    parts.put(
        "on", pipeline -> pipeline.triggers().stream().map(YamlWriter::withoutEntry).toList());
    parts.put("variables", pipeline -> List.of(pipeline.variables(), pipeline.variableGroups()));
    parts.put("stages", Pipeline::stages);
    parts.put("finally", Pipeline::finallyJobs);
    parts.put("extends", Pipeline::template);
    parts.put("resources", Pipeline::resources);
    parts.put("notices", Pipeline::notices);
    parts.put("concurrency", Pipeline::concurrency);
    parts.put("recommended-version", Pipeline::recommendedVersion);
    parts.put("disable-pipeline", pipeline -> pipeline.settings().disabled());
    parts.put("fail-if-variable-invalid", pipeline -> pipeline.settings().failIfVariableInvalid());
    parts.put("custom-build-num", pipeline -> pipeline.settings().customBuildNumber());
    parts.put("syntax-dialect", pipeline -> pipeline.settings().dialect());
    parts.put("cancel-policy", pipeline -> pipeline.settings().cancelRestricted());
    parts.put("runs-on", pipeline -> pipeline.settings().runsOn());
    return parts;
  }

  /** Which entry of {@code on} a trigger stands in says nothing about the pipeline. */
  private static Trigger withoutEntry(Trigger trigger) {
    TriggerSource source = trigger.source();
    return new Trigger(
        trigger.id(),
        trigger.name(),
        trigger.enabled(),
        new TriggerSource(
            TriggerSource.NONE.entry(),
            source.repository(),
            source.type(),
            source.scmCode(),
            source.workspaceId()),
        trigger.rule(),
        trigger.extras());
  }
}
