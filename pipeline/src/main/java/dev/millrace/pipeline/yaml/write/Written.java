package dev.millrace.pipeline.yaml.write;

import java.util.List;

/**
 * A YAML text and what of the pipeline it does not say.
 *
 * @param problems empty: the text reads back as the pipeline
 */
public record Written(String text, List<WriteProblem> problems) {
  public Written {
    problems = List.copyOf(problems);
  }
}
