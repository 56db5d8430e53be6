package dev.millrace.pipeline;

/** A reference to a template in the place of a stage. */
public record StageTemplate(TemplateUse use) implements StageEntry {}
