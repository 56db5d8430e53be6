package dev.millrace.pipeline.template;

import dev.millrace.pipeline.TemplateUse;
import dev.millrace.pipeline.problem.Argument;

/** Where the texts of templates come from. May block on a disk or a network. */
@FunctionalInterface
public interface TemplateSource {
  /** The template that {@code source} names. Never throws for what a pipeline can name. */
  Answer find(TemplateUse.Source source);

  /** What was found. */
  sealed interface Answer {
    /**
     * The template.
     *
     * @param file its name for problems; equal for equal templates
     */
    record Found(String file, String text) implements Answer {}

    /** There is no such template. */
    record Missing() implements Answer {}

    /** There may be, but not where this source looks: a store, a repository, a revision. */
    record Elsewhere() implements Answer {}

    /** The name is none this source follows. */
    record Refused(Argument reason) implements Answer {}

    /** It is there and can't be read. */
    record Unreadable(Argument reason) implements Answer {}
  }
}
