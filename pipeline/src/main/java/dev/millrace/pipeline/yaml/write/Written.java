package dev.millrace.pipeline.yaml.write;

import dev.millrace.pipeline.problem.Problem;
import java.util.List;

/**
 * A YAML text and what of the pipeline it does not say.
 *
 * @param problems in places of the text, with the path of the element; without any the text reads
 *     back as the pipeline
 */
public record Written(String text, List<Problem> problems) {
  public Written {
    problems = List.copyOf(problems);
  }
}
