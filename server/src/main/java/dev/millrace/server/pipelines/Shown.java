package dev.millrace.server.pipelines;

import dev.millrace.pipeline.Pipeline;
import dev.millrace.wording.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What lists show of a definition. */
record Shown(String description, List<String> labels) {
  /** The text's own words first; one that can't be read has none. */
  static Shown of(Optional<Pipeline> written, PipelineSettings settings) {
    return new Shown(
        written
            .map(Pipeline::description)
            .filter(description -> !description.isEmpty())
            .orElse(settings.description()),
        written.map(pipeline -> pipeline.labels().stream().distinct().toList()).orElse(List.of()));
  }

  /** What is too much of it, a sentence each. */
  List<Sentence> problems() {
    var problems = new ArrayList<Sentence>();
    if (labels.size() > PipelineLimits.LABELS_MAX) {
      problems.add(PipelineWording.TOO_MANY_LABELS.of(PipelineLimits.LABELS_MAX));
    }
    if (!labels.stream()
        .allMatch(label -> PipelineLimits.isWithin(1, label, PipelineLimits.LABEL_MAX))) {
      problems.add(
          PipelineWording.WRONG_LENGTH.of(PipelineWording.LABEL.of(), 1, PipelineLimits.LABEL_MAX));
    }
    if (labels.stream().anyMatch(label -> label.indexOf('\0') >= 0)) {
      problems.add(PipelineWording.NUL_INSIDE.of(PipelineWording.LABEL.of()));
    }
    return problems;
  }
}
