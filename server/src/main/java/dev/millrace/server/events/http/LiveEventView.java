package dev.millrace.server.events.http;

import dev.millrace.server.events.Change;
import dev.millrace.server.events.LiveEvent;
import dev.millrace.server.http.Query;
import java.time.Instant;
import java.util.Optional;

/**
 * A live event as told. What of a part is absent, it has not: an {@code endedAt} that is gone means
 * that it goes on.
 *
 * @param id as text, since it has more digits than some programs take
 * @param kind {@code build}, {@code stage}, {@code job}, {@code task} or {@code activity}
 * @param number of the build
 * @param status as the build's detail has it
 * @param activity what somebody did in the project
 */
record LiveEventView(
    String id,
    Instant at,
    String kind,
    Optional<String> project,
    Optional<String> pipeline,
    Optional<String> build,
    Optional<Long> number,
    Optional<String> stage,
    Optional<String> job,
    Optional<String> task,
    Optional<Integer> attempt,
    Optional<Integer> retry,
    Optional<String> status,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<ActivityView> activity) {
  record ActivityView(String thing, String id, String action) {}

  /** Of which part, how often, and how far it is. */
  private record Part(
      Optional<Long> number,
      Optional<String> stage,
      Optional<String> job,
      Optional<String> task,
      Optional<Integer> attempt,
      Optional<Integer> retry,
      Optional<String> status,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt,
      Optional<ActivityView> activity) {}

  static LiveEventView of(LiveEvent event) {
    Part part = part(event.change());
    LiveEvent.Place place = event.place();
    return new LiveEventView(
        Long.toString(event.id()),
        event.at(),
        Query.written(event.kind()),
        place.project().map(Object::toString),
        place.pipeline().map(Object::toString),
        place.build().map(Object::toString),
        part.number(),
        part.stage(),
        part.job(),
        part.task(),
        part.attempt(),
        part.retry(),
        part.status(),
        part.startedAt(),
        part.endedAt(),
        part.activity());
  }

  private static Part part(Change change) {
    return switch (change) {
      case Change.OfBuild build ->
          new Part(
              Optional.of(build.number()),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(build.attempt()),
              Optional.empty(),
              Optional.of(build.status().name()),
              build.startedAt(),
              build.endedAt(),
              Optional.empty());
      case Change.OfStage stage ->
          new Part(
              Optional.empty(),
              Optional.of(stage.stage().value()),
              Optional.empty(),
              Optional.empty(),
              Optional.of(stage.attempt()),
              Optional.empty(),
              Optional.of(stage.status().name()),
              stage.startedAt(),
              stage.endedAt(),
              Optional.empty());
      case Change.OfJob job ->
          new Part(
              Optional.empty(),
              Optional.of(job.stage().value()),
              Optional.of(job.job().value()),
              Optional.empty(),
              Optional.of(job.attempt()),
              Optional.empty(),
              Optional.of(job.status().name()),
              job.startedAt(),
              job.endedAt(),
              Optional.empty());
      case Change.OfTask task ->
          new Part(
              Optional.empty(),
              Optional.empty(),
              Optional.of(task.job().value()),
              Optional.of(task.task().value()),
              Optional.of(task.attempt()),
              Optional.of(task.retry()),
              Optional.of(task.status().name()),
              task.startedAt(),
              task.endedAt(),
              Optional.empty());
      case Change.OfProject(var thing, var id, var action) ->
          new Part(
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(new ActivityView(thing, id, action)));
    };
  }
}
