package dev.millrace.pipeline;

/** A stage, or a reference to a template that gives stages. */
public sealed interface StageEntry permits Stage, StageTemplate {
  /**
   * This entry as a stage.
   *
   * @throws IllegalStateException if it is a template reference
   */
  default Stage plain() {
    return switch (this) {
      case Stage stage -> stage;
      case StageTemplate template ->
          throw new IllegalStateException("stage template is not expanded: " + template.use());
    };
  }
}
