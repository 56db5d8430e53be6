package dev.millrace.pipeline.yaml;

import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.check.PipelineRules;
import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.yaml.shape.FormatVersion;
import dev.millrace.pipeline.yaml.shape.ShapeCheck;
import dev.millrace.pipeline.yaml.tree.Node;
import dev.millrace.pipeline.yaml.tree.Origin;
import dev.millrace.pipeline.yaml.tree.YamlParser;
import java.util.List;
import java.util.Optional;

/**
 * Reads pipelines from YAML. Never throws for what a text holds and collects all problems. Holds no
 * state: one reader serves all threads. Takes time in proportion to the text, whose size is bounded
 * by {@link dev.millrace.pipeline.limit.Limits}.
 */
public final class YamlReader {
  private final boolean importing;

  private YamlReader(boolean importing) {
    this.importing = importing;
  }

  /** A reader of version 3.0. */
  public static YamlReader ofVersion3() {
    return new YamlReader(false);
  }

  /** A reader that takes files of version 2.0 as well. */
  public static YamlReader forImport() {
    return new YamlReader(true);
  }

  /**
   * Reads a file. References to templates stay references in the pipeline.
   *
   * @param text the whole file
   * @param file its name for problems
   */
  public ReadResult read(String text, String file) {
    var problems = new ProblemCollector();
    Optional<Node> root = YamlParser.parse(new Origin(file, text, List.of()), problems);
    return root.map(tree -> read(tree, problems))
        .orElseGet(() -> new ReadResult(Optional.empty(), problems.inOrder()));
  }

  /**
   * Reads a tree, for those who change it before; {@code problems} holds what is known to be wrong
   * already.
   */
  public ReadResult read(Node root, ProblemCollector problems) {
    FormatVersion version = versionOf(root);
    ShapeCheck.pipeline(root, version, problems);
    PipelineRules.check(YamlOutline.of(root), problems);
    KeyRules.check(root, problems);
    Optional<Pipeline> pipeline =
        problems.hasErrors() ? Optional.empty() : Optional.of(PipelineMapping.pipeline(root));
    return new ReadResult(pipeline, problems.inOrder());
  }

  /** What the file says where that can be read here; otherwise the check will tell. */
  private FormatVersion versionOf(Node root) {
    return View.of(root)
        .text("version")
        .flatMap(FormatVersion::of)
        .filter(_ -> importing)
        .orElse(FormatVersion.V3);
  }
}
