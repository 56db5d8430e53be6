package dev.millrace.pipeline;

import dev.millrace.expression.Dialect;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.trigger.Trigger;
import dev.millrace.pipeline.variable.Variable;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A pipeline as its author wrote it. Entries may still be references to templates; {@link
 * #isExpanded()} says whether any is left, and only an expanded pipeline can be run.
 *
 * @param name at most 255 characters; empty when the file gives none
 * @param triggers empty: none were written, and {@code triggersWritten} tells "none" from "default"
 * @param stages in order; the stage of {@code finally} jobs is not among them
 * @param finallyJobs run after everything else, whatever happened; may be empty
 * @param template present: the whole body comes from a template
 * @param extras fields we carry for an export and do not interpret
 */
public record Pipeline(
    String name,
    String description,
    List<String> labels,
    boolean triggersWritten,
    List<Trigger> triggers,
    List<Variable> variables,
    List<VariableGroupUse> variableGroups,
    List<StageEntry> stages,
    List<JobEntry> finallyJobs,
    Optional<TemplateUse> template,
    Resources resources,
    List<Notice> notices,
    Concurrency concurrency,
    Optional<RecommendedVersion> recommendedVersion,
    Settings settings,
    SequencedMap<String, Data> extras) {
  public Pipeline {
    labels = List.copyOf(labels);
    triggers = List.copyOf(triggers);
    variables = List.copyOf(variables);
    variableGroups = List.copyOf(variableGroups);
    stages = List.copyOf(stages);
    finallyJobs = List.copyOf(finallyJobs);
    notices = List.copyOf(notices);
    extras = Data.ordered(extras);
  }

  /**
   * The dialect in force: the pipeline's own, else classic (there is no project to inherit from).
   */
  public Dialect dialect() {
    return settings.dialect().orElse(Dialect.CLASSIC);
  }

  /** Whether no reference to a template is left anywhere. */
  public boolean isExpanded() {
    return template.isEmpty()
        && variableGroups.isEmpty()
        && stages.stream().allMatch(entry -> entry instanceof Stage stage && stage.isExpanded())
        && finallyJobs.stream().allMatch(entry -> entry instanceof Job job && job.isExpanded());
  }

  /**
   * The stages of an expanded pipeline.
   *
   * @throws IllegalStateException if a template reference is left
   */
  public List<Stage> plainStages() {
    return stages.stream().map(StageEntry::plain).toList();
  }

  /**
   * The finally jobs of an expanded pipeline.
   *
   * @throws IllegalStateException if a template reference is left
   */
  public List<Job> plainFinallyJobs() {
    return finallyJobs.stream().map(JobEntry::plain).toList();
  }
}
