package dev.millrace.server.builds.http;

import dev.millrace.engine.why.Place;
import java.util.Optional;

/**
 * A part of a build.
 *
 * @param text as people call it
 * @param task of {@code job}
 */
public record PlaceView(
    Kind kind, String text, Optional<String> stage, Optional<String> job, Optional<String> task) {
  /** What it is. */
  public enum Kind {
    BUILD,
    STAGE,
    JOB,
    TASK
  }

  static PlaceView of(Place place, Saying say) {
    String text = say.of(place.shown());
    return switch (place) {
      case Place.OfBuild() ->
          new PlaceView(Kind.BUILD, text, Optional.empty(), Optional.empty(), Optional.empty());
      case Place.OfStage(var stage) ->
          new PlaceView(
              Kind.STAGE, text, Optional.of(stage.value()), Optional.empty(), Optional.empty());
      case Place.OfJob(var job) ->
          new PlaceView(
              Kind.JOB, text, Optional.empty(), Optional.of(job.value()), Optional.empty());
      case Place.OfTask(var job, var task) ->
          new PlaceView(
              Kind.TASK,
              text,
              Optional.empty(),
              Optional.of(job.value()),
              Optional.of(task.value()));
    };
  }
}
