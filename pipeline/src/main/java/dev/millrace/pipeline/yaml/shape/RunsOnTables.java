package dev.millrace.pipeline.yaml.shape;

import static dev.millrace.pipeline.yaml.shape.Shape.FLAG;
import static dev.millrace.pipeline.yaml.shape.Shape.TEXT;
import static dev.millrace.pipeline.yaml.shape.Shape.TEXTS;
import static dev.millrace.pipeline.yaml.shape.Shape.TEXT_MAP;
import static dev.millrace.pipeline.yaml.shape.Shape.UNLIMITED;
import static dev.millrace.pipeline.yaml.shape.Shape.either;
import static dev.millrace.pipeline.yaml.shape.Shape.form;
import static dev.millrace.pipeline.yaml.shape.Shape.name;
import static dev.millrace.pipeline.yaml.shape.Shape.whole;
import static dev.millrace.pipeline.yaml.shape.Shape.word;

import dev.millrace.pipeline.limit.Limits;

/** What machine a job wants. */
final class RunsOnTables {
  private static final Table CREDENTIALS =
      Table.of("imageCredentials", "Who pulls the image.")
          .required("username", TEXT, "The user.")
          .required("password", TEXT, "Reference to the password.")
          .build();

  private static final Table OPTIONS =
      Table.of("containerOptions", "How the container is run on a machine of one's own.")
          .key("volumes", TEXTS, "Folders of the machine: /on/machine:/in/container.")
          .key("mounts", TEXTS, "Mounts in Docker's long form.")
          .key("gpus", TEXT, "Graphics processors.")
          .key("privileged", FLAG, "Runs with all rights.")
          .key("network", TEXTS, "Networks.")
          .key("user", TEXT, "User inside.")
          .build();

  static final Table CONTAINER =
      Table.of("container", "The image a job runs in.")
          .key(
              "image",
              form(UNLIMITED, "\\S+:\\S+|[\\s\\S]*\\$\\{\\{[\\s\\S]*}}[\\s\\S]*", "name:tag"),
              "Name and tag.")
          .key("image-code", TEXT, "Code of an image of the store; wins over image.")
          .key("image-version", TEXT, "Version of the image of the store.")
          .key("credentials", either(TEXT, CREDENTIALS), "Who pulls it.")
          .key("options", new Shape.Fields(OPTIONS), "How it is run.")
          .key("image-pull-policy", word("always", "if-not-present"), "When it is pulled.")
          .needs("image-code", "image-version")
          .needs("image-version", "image-code")
          .build();

  private static final Table MACHINE =
      Table.of("runsOn", "What machine a job wants.")
          .key("pool-name", name(UNLIMITED), "docker, agentless, or an environment of one's own.")
          .key("self-hosted", FLAG, "Runs on machines of one's own.")
          .key("node-name", name(UNLIMITED), "Alias of one machine.")
          .key("lock-resource-with", name(UNLIMITED), "The job whose machine is used again.")
          .key("agent-selector", TEXTS, "linux, macos or windows; only the first counts.")
          .key(
              "concurrency-limit-per-node",
              whole(1, Limits.NODE_CONCURRENCY_MAX),
              "Runs of this job at once on one machine.")
          .key(
              "concurrency-limit-total",
              whole(1, Limits.NODE_CONCURRENCY_MAX),
              "Runs of this job at once in the environment.")
          .key("container", new Shape.Fields(CONTAINER), "The image to run in.")
          .key("hw-spec", TEXT, "Performance class.")
          .key("workspace", TEXT, "Working directory on a machine of one's own.")
          .key("xcode", TEXT, "Version of Xcode.")
          .key("needs", TEXT_MAP, "Tools and their versions.")
          .key("queue-timeout-minutes", whole(1, Limits.TIMEOUT_MINUTES_MAX), "Wait for it; 10.")
          .build();

  static final Shape RUNS_ON = either(TEXT, MACHINE);

  private RunsOnTables() {}
}
