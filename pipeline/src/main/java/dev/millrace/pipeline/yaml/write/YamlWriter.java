package dev.millrace.pipeline.yaml.write;

import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.problem.ProblemCollector;
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
    var problems = new ArrayList<WriteProblem>();
    String text = Emitter.document(PipelineDocument.write(pipeline, problems));
    check(pipeline, reader.read(text, FILE), problems);
    return new Written(text, problems);
  }

  /**
   * Puts what has changed into {@code original}: comments, order, anchors and form of everything
   * else stay, and the same pipeline gives the same text byte for byte. A file that does not read,
   * or whose form allows no such edit, is written anew, which is reported.
   */
  public Written write(Pipeline pipeline, String original) {
    Written anew = write(pipeline);
    Optional<Pipeline> before = reader.read(original, FILE).pipeline();
    if (before.filter(pipeline::equals).isPresent()) {
      return new Written(original, List.of());
    }
    Optional<String> merged = before.flatMap(old -> merged(old, pipeline, original));
    if (merged.filter(text -> saysTheSame(text, anew.text())).isPresent()) {
      return new Written(merged.get(), anew.problems());
    }
    var problems = new ArrayList<>(anew.problems());
    problems.add(new WriteProblem("file", "written anew, comments and form are lost"));
    return new Written(anew.text(), problems);
  }

  private static Optional<String> merged(Pipeline before, Pipeline after, String original) {
    Optional<Node> root =
        YamlParser.parse(new Origin(FILE, original, List.of()), new ProblemCollector());
    Data.Fields old = PipelineDocument.write(before, new ArrayList<>());
    Data.Fields now = PipelineDocument.write(after, new ArrayList<>());
    return root.flatMap(tree -> Merge.merge(original, tree, old, now));
  }

  private boolean saysTheSame(String merged, String anew) {
    Optional<Pipeline> one = reader.read(merged, FILE).pipeline();
    Optional<Pipeline> other = reader.read(anew, FILE).pipeline();
    return one.isPresent()
        && other.isPresent()
        && PARTS.values().stream()
            .allMatch(part -> part.apply(one.get()).equals(part.apply(other.get())));
  }

  private static void check(Pipeline wanted, ReadResult read, List<WriteProblem> problems) {
    if (!problems.isEmpty()) {
      return;
    }
    read.errors()
        .forEach(error ->
            problems.add(
                new WriteProblem(
                    "line " + error.place().line(), error.message(java.util.Locale.ENGLISH))));
    read.pipeline()
        .ifPresent(found ->
            PARTS.forEach((name, part) -> {
              if (!part.apply(found).equals(part.apply(wanted))) {
                problems.add(new WriteProblem(name, "reads back otherwise"));
              }
            }));
  }

  private static Map<String, Function<Pipeline, Object>> parts() {
    var parts = new LinkedHashMap<String, Function<Pipeline, Object>>();
    parts.put("name", Pipeline::name);
    parts.put("desc", Pipeline::description);
    parts.put("label", Pipeline::labels);
    parts.put(
        "on", pipeline -> pipeline.triggers().stream().map(YamlWriter::withoutEntry).toList());
    parts.put("variables", Pipeline::variables);
    parts.put("variable groups", Pipeline::variableGroups);
    parts.put("stages", Pipeline::stages);
    parts.put("finally", Pipeline::finallyJobs);
    parts.put("extends", Pipeline::template);
    parts.put("resources", Pipeline::resources);
    parts.put("notices", Pipeline::notices);
    parts.put("concurrency", Pipeline::concurrency);
    parts.put("recommended-version", Pipeline::recommendedVersion);
    parts.put("settings", Pipeline::settings);
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
