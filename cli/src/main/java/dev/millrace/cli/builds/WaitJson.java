package dev.millrace.cli.builds;

import dev.millrace.cli.json.JsonLine;
import dev.millrace.cli.text.Texts;
import dev.millrace.engine.why.Place;
import dev.millrace.engine.why.Wait;
import dev.millrace.wording.Sentence;
import java.time.Instant;
import java.util.List;

/** What a build waits for as JSON: a line for each part that waits, sentences in one language. */
final class WaitJson {
  private final Texts texts;

  WaitJson(Texts texts) {
    this.texts = texts;
  }

  String lines(List<Wait> waits) {
    var text = new StringBuilder();
    waits.forEach(wait -> text.append(line(wait)));
    return text.toString();
  }

  private JsonLine line(Wait wait) {
    return place(wait.place())
        .with("waitsFor", texts.say(wait.waitsFor()))
        .with("since", wait.since().map(Instant::toString))
        .with("until", wait.until().map(Instant::toString))
        .with("heldBy", wait.heldBy().map(this::said))
        .with("freedBy", texts.say(wait.freedBy()));
  }

  private String said(Sentence sentence) {
    return texts.say(sentence);
  }

  private static JsonLine place(Place place) {
    return switch (place) {
      case Place.OfBuild() -> new JsonLine().with("kind", "build");
      case Place.OfStage(var stage) ->
          new JsonLine().with("kind", "stage").with("stage", stage.value());
      case Place.OfJob(var job) -> new JsonLine().with("kind", "job").with("job", job.value());
      case Place.OfTask(var job, var task) ->
          new JsonLine().with("kind", "task").with("job", job.value()).with("task", task.value());
    };
  }
}
