package dev.millrace.server.pipelines;

import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.yaml.ReadResult;
import dev.millrace.wording.Sentence;
import java.util.ArrayList;
import java.util.List;

/**
 * What speaks against releasing a text.
 *
 * @param obstacles what has no place in the text
 */
public record Checked(List<Problem> problems, List<Sentence> obstacles) {
  public Checked {
    problems = List.copyOf(problems);
    obstacles = List.copyOf(obstacles);
  }

  /** Looks at a text as its pipeline's release would; nothing is kept. */
  public static Checked of(PipelineEntry entry, String text) {
    ReadResult read = DefinitionReader.read(Definition.of(text));
    var obstacles = new ArrayList<>(Shown.of(read.pipeline(), PipelineSettings.DEFAULT).problems());
    if (read.pipeline().filter(pipeline -> !pipeline.isExpanded()).isPresent()) {
      obstacles.add(PipelineWording.TEMPLATES_NOT_HERE.of(entry.name()));
    }
    return new Checked(read.problems(), obstacles);
  }

  public boolean isReleasable() {
    return obstacles.isEmpty() && problems.stream().noneMatch(Problem::isError);
  }
}
