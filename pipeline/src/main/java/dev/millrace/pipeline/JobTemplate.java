package dev.millrace.pipeline;

/** A reference to a template in the place of a job. */
public record JobTemplate(TemplateUse use) implements JobEntry {}
