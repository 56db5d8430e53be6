package dev.millrace.pipeline;

/** A reference to a template in the place of a task. */
public record TaskTemplate(TemplateUse use) implements TaskEntry {}
