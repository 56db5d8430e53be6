package dev.millrace.server.pipelines;

/** How a definition is written. */
public enum DefinitionFormat {
  /** Version 3.0. */
  YAML,
  /** BK-CI's model. */
  JSON
}
