package dev.millrace.architecture;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who may import whom, written down once. A name is a package and all below it, unless a longer
 * name in the table covers the class. Everything may import the JDK, JSpecify and itself.
 */
final class AllowedImports {
  private static final String BASE = "dev.millrace.";

  /** Our rooms, and the rooms of ours each may import. */
  static final Map<String, Set<String>> ROOMS =
      Map.ofEntries(
          Map.entry("wording", Set.of()),
          Map.entry("expression", Set.of("wording")),
          Map.entry("pipeline", Set.of("expression", "wording")),
          Map.entry("engine", Set.of("pipeline", "expression", "wording")),
          Map.entry("protocol", Set.of()),
          Map.entry("agent", Set.of("protocol", "expression", "wording")),
          Map.entry("server.database", Set.of()),
          Map.entry("server.database.sqlite", Set.of("server.database")),
          Map.entry("server.database.postgres", Set.of("server.database")),
          Map.entry(
              "server.builds",
              Set.of("engine", "pipeline", "expression", "wording", "server.database")),
          Map.entry(
              "server.builds.wishes",
              Set.of(
                  "engine",
                  "pipeline",
                  "wording",
                  "server.access",
                  "server.projects",
                  "server.pipelines",
                  "server.builds")),
          Map.entry(
              "server.builds.http",
              Set.of(
                  "engine",
                  "pipeline",
                  "wording",
                  "server.access",
                  "server.builds",
                  "server.builds.wishes",
                  "server.http",
                  "server.pipelines")),
          Map.entry("server.logs", Set.of("protocol", "engine")),
          Map.entry(
              "server.logs.http",
              Set.of(
                  "protocol",
                  "engine",
                  "pipeline",
                  "wording",
                  "server.access",
                  "server.builds",
                  "server.builds.wishes",
                  "server.http",
                  "server.logs")),
          Map.entry("server.access", Set.of("engine", "wording", "server.database")),
          Map.entry("server.http", Set.of("engine", "wording", "server.access", "server.database")),
          Map.entry(
              "server.projects", Set.of("engine", "wording", "server.access", "server.database")),
          Map.entry(
              "server.access.http",
              Set.of("engine", "server.access", "server.http", "server.projects")),
          Map.entry(
              "server.projects.http",
              Set.of("engine", "wording", "server.access", "server.http", "server.projects")),
          Map.entry(
              "server.pipelines",
              Set.of(
                  "engine",
                  "pipeline",
                  "expression",
                  "wording",
                  "server.access",
                  "server.database",
                  "server.builds")),
          Map.entry(
              "server.pipelines.http",
              Set.of(
                  "engine",
                  "pipeline",
                  "wording",
                  "server.access",
                  "server.builds",
                  "server.http",
                  "server.pipelines",
                  "server.projects")),
          Map.entry(
              "server.workers",
              Set.of(
                  "protocol",
                  "engine",
                  "pipeline",
                  "expression",
                  "wording",
                  "server.database",
                  "server.builds",
                  "server.logs")),
          Map.entry(
              "server.events",
              Set.of("engine", "wording", "server.access", "server.builds", "server.http")),
          Map.entry(
              "server.traces", Set.of("engine", "server.access", "server.builds", "server.http")),
          Map.entry("server.traces.otlp", Set.of("server.traces")),
          Map.entry(
              "server.system",
              Set.of(
                  "engine",
                  "server.builds",
                  "server.database",
                  "server.events",
                  "server.http",
                  "server.traces")),
          Map.entry(
              "server.configuration",
              Set.of(
                  "wording",
                  "server.access",
                  "server.database.postgres",
                  "server.http",
                  "server.traces")),
          Map.entry(
              "server.trials",
              Set.of("protocol", "engine", "server.builds", "server.database", "server.http")),
          Map.entry(
              "server",
              Set.of(
                  "server.access",
                  "server.configuration",
                  "server.events",
                  "server.trials",
                  "server.http",
                  "server.pipelines",
                  "server.projects",
                  "server.builds.http",
                  "server.builds.wishes",
                  "server.logs.http",
                  "server.access.http",
                  "server.projects.http",
                  "server.pipelines.http",
                  "server.database.postgres",
                  "server.system",
                  "server.traces",
                  "server.traces.otlp",
                  "engine",
                  "pipeline",
                  "expression",
                  "wording",
                  "protocol",
                  "server.database",
                  "server.database.sqlite",
                  "server.builds",
                  "server.logs",
                  "server.workers")),
          Map.entry(
              "cli",
              Set.of(
                  "server",
                  "server.configuration",
                  "server.database",
                  "server.database.sqlite",
                  "server.builds",
                  "server.trials",
                  "server.logs",
                  "agent",
                  "engine",
                  "pipeline",
                  "expression",
                  "wording",
                  "protocol")));

  /** The libraries each room may import; what a room doesn't name is closed to it. */
  static final Map<String, List<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry("expression", List.of("tools.jackson.")),
          Map.entry("pipeline", List.of("tools.jackson.", "org.snakeyaml.engine.")),
          Map.entry("engine", List.of()),
          Map.entry("protocol", List.of("tools.jackson.")),
          Map.entry("agent", List.of("org.slf4j.")),
          Map.entry("server.database", List.of("org.slf4j.")),
          Map.entry("server.database.sqlite", List.of("org.sqlite.", "org.flywaydb.")),
          Map.entry("server.database.postgres", List.of("com.zaxxer.hikari.", "org.flywaydb.")),
          Map.entry("server.builds", List.of("org.slf4j.", "tools.jackson.")),
          Map.entry("server.builds.wishes", List.of()),
          Map.entry("server.builds.http", List.of("com.fasterxml.jackson.annotation.")),
          Map.entry("server.logs", List.of("org.slf4j.")),
          Map.entry("server.logs.http", List.of()),
          Map.entry("server.access", List.of("com.password4j.", "tools.jackson.")),
          Map.entry(
              "server.http",
              List.of(
                  "io.javalin.",
                  "jakarta.servlet.",
                  "org.eclipse.jetty.",
                  "org.slf4j.",
                  "tools.jackson.",
                  "com.fasterxml.jackson.annotation.",
                  "com.github.victools.",
                  "com.fasterxml.classmate.")),
          Map.entry("server.projects", List.of()),
          Map.entry("server.access.http", List.of("tools.jackson.")),
          Map.entry("server.pipelines", List.of("com.github.difflib.", "tools.jackson.")),
          Map.entry("server.system", List.of("io.micrometer.")),
          Map.entry("server.configuration", List.of("org.slf4j.event.")),
          Map.entry("server.traces", List.of("org.slf4j.")),
          Map.entry("server.traces.otlp", List.of("io.opentelemetry.")),
          Map.entry("server.pipelines.http", List.of()),
          Map.entry("server.workers", List.of("org.slf4j.")),
          Map.entry("server.trials", List.of("org.slf4j.")),
          Map.entry("server", List.of("org.slf4j.")),
          Map.entry("cli", List.of("org.slf4j.", "ch.qos.logback.", "tools.jackson.")));

  private AllowedImports() {}

  /** The room that owns a class, by the longest name in the table; empty for what isn't ours. */
  static String roomOf(String className) {
    if (!className.startsWith(BASE)) {
      return "";
    }
    String rest = className.substring(BASE.length());
    return ROOMS.keySet().stream()
        .filter(room -> rest.startsWith(room + "."))
        .max(java.util.Comparator.comparingInt(String::length))
        .orElseThrow(() -> new AssertionError(className + " is in no room of the table"));
  }

  static boolean allows(String room, String importedClass) {
    if (importedClass.startsWith("java.")
        || importedClass.startsWith("javax.")
        || importedClass.startsWith("org.jspecify.")) {
      return true;
    }
    String importedRoom = roomOf(importedClass);
    return importedRoom.isEmpty()
        ? LIBRARIES.getOrDefault(room, List.of()).stream().anyMatch(importedClass::startsWith)
        : importedRoom.equals(room) || ROOMS.getOrDefault(room, Set.of()).contains(importedRoom);
  }
}
