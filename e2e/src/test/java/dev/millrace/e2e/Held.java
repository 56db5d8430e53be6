package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/** Builds whose task runs until a file is there, in a project {@code alpha} of their own. */
final class Held {
  static final String PIPELINES = "/api/v1/projects/alpha/pipelines";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long PAUSE_MILLIS = 100;

  private final Api api;
  private final Path folder;

  Held(Api api, Path folder) {
    this.api = api;
    this.folder = folder;
    api.post("/api/v1/projects", Map.of("id", "alpha", "name", "Alpha"), "project").require(201);
  }

  /** A released pipeline; its id. */
  String pipeline(String name, String settings) {
    String definition =
        """
        version: v3.0
        name: %s
        %s
        jobs:
          only:
            steps:
              - run: |
                  echo begin >> '%s'
                  echo before
                  until test -e '%s'; do sleep 0.05; done
                  echo after
              - run: echo "and more"
        """
            .formatted(name, settings, began(name), folder.resolve(name + ".go"));
    String id =
        api.post(PIPELINES, Map.of("definition", definition), "make-" + name)
            .require(201)
            .json()
            .get("id")
            .asString();
    api.insist(
            "POST",
            PIPELINES + "/" + id + "/release",
            Map.of("description", ""),
            Map.of("If-Match", "\"1\""))
        .require(200);
    return id;
  }

  /** A build of it; its id. */
  String start(String pipeline, String key) {
    return api.post(PIPELINES + "/" + pipeline + "/builds", Map.of(), key)
        .require(201)
        .json()
        .get("id")
        .asString();
  }

  private Path began(String name) {
    return folder.resolve(name + ".began");
  }

  /** Waits until the task of a pipeline runs. */
  void awaitBegin(String name) {
    await("a task begins", () -> Files.exists(began(name)));
  }

  /** How often the task of a pipeline began. */
  List<String> begins(String name) {
    try {
      return Files.readAllLines(began(name));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Lets the task of a pipeline end. */
  void letGo(String name) {
    try {
      Files.writeString(folder.resolve(name + ".go"), "");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  JsonNode detail(String build) {
    return api.get(ChaosLoad.BUILDS + "/" + build).require(200).json();
  }

  String status(String build) {
    return detail(build).get("build").get("status").asString();
  }

  /** Waits until a build is as wanted. */
  void awaitStatus(String build, String status) {
    await(build + " is " + status + " but: " + status(build), () -> status(build).equals(status));
  }

  /** The lines of the first or second task of a build. */
  List<String> log(String build, int task) {
    String path = ChaosLoad.BUILDS + "/" + build + "/logs/only/only:" + task + "/text";
    return api.get(path).require(200).response().body().lines().toList();
  }

  void await(String what, BooleanSupplier wanted) {
    long began = System.nanoTime();
    while (!wanted.getAsBoolean()) {
      assertThat(System.nanoTime() - began).as(what).isLessThan(PATIENCE.toNanos());
      api.awaitMove(PAUSE_MILLIS);
    }
  }
}
