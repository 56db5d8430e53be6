package dev.millrace.pipeline.template;

import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.yaml.ReadResult;
import dev.millrace.pipeline.yaml.YamlReader;
import dev.millrace.pipeline.yaml.tree.Node;
import dev.millrace.pipeline.yaml.tree.Origin;
import dev.millrace.pipeline.yaml.tree.YamlParser;
import java.util.List;
import java.util.Optional;

/**
 * Reads a pipeline and puts in all templates it uses: what it gives is expanded. Blocks as long as
 * its source does.
 */
public final class TemplateReader {
  private final YamlReader reader;
  private final TemplateSource source;

  public TemplateReader(YamlReader reader, TemplateSource source) {
    this.reader = reader;
    this.source = source;
  }

  /**
   * Reads a file.
   *
   * @param text the whole file
   * @param file its name for problems
   */
  public ReadResult read(String text, String file) {
    var problems = new ProblemCollector();
    Optional<Node> root = YamlParser.parse(new Origin(file, text, List.of()), problems);
    if (root.isEmpty()) {
      return new ReadResult(Optional.empty(), problems.inOrder());
    }
    Node expanded = new Expansion(source, problems).pipeline(root.get(), file);
    return reader.read(expanded, problems);
  }
}
