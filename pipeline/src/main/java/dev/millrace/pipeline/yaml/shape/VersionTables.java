package dev.millrace.pipeline.yaml.shape;

import static dev.millrace.pipeline.yaml.shape.Shape.FLAG;
import static dev.millrace.pipeline.yaml.shape.Shape.TEXT;
import static dev.millrace.pipeline.yaml.shape.Shape.UNLIMITED;
import static dev.millrace.pipeline.yaml.shape.Shape.whole;
import static dev.millrace.pipeline.yaml.shape.Shape.word;

/** The recommended version: pipelines and references to whole templates have it. */
final class VersionTables {
  private static final Table BUILD_NUMBER =
      Table.of("buildNumber", "The last part of the recommended version.")
          .key("initial-value", whole(0, UNLIMITED), "Where it starts.")
          .key(
              "strategy",
              word("plus1-everytime", "plus1-when-success", "invariable"),
              "When it grows: with each build, with each success, never.")
          .build();

  static final Table RECOMMENDED_VERSION =
      Table.of("recommendedVersion", "The semantic version of what is built.")
          .key("enabled", FLAG, "Whether there is one; true.")
          .key("allow-modify-at-startup", FLAG, "Whoever starts a build may change it; true.")
          .key("as-instance-input", FLAG, "Asked for when a template is instantiated.")
          .key("major", TEXT, "First part; 0.")
          .key("minor", TEXT, "Second part; 0.")
          .key("fix", TEXT, "Third part; 0.")
          .key("build-no", new Shape.Fields(BUILD_NUMBER), "Fourth part.")
          .build();

  private VersionTables() {}
}
