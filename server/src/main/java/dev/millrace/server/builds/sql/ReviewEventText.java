package dev.millrace.server.builds.sql;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.BuildEvent.OfStageCheck;
import dev.millrace.engine.event.BuildEvent.OfTrigger;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.GateAnswer;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.StageId;
import dev.millrace.wording.Sentence;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The part of {@link EventText} about reviews and gates. */
final class ReviewEventText {
  private ReviewEventText() {}

  static void write(OfStageCheck event, Fields fields) {
    fields.put("stage", event.stage()).put("attempt", event.attempt());
    switch (event) {
      case OfStageCheck.ReviewApproved(
              _,
              _,
              var group,
              var by,
              var roles,
              var suggestion,
              var values) -> {
        decision(fields, group, by, roles, suggestion);
        fields.put("values", Texts.object(values));
      }
      case OfStageCheck.ReviewRejected(_, _, var group, var by, var roles, var suggestion) ->
          decision(fields, group, by, roles, suggestion);
      case OfStageCheck.ReviewTimeoutReached _ -> {}
      case OfStageCheck.GateAnswered(_, _, var point, var check, var answer) -> {
        gate(fields, point, check);
        answer(fields, answer);
      }
      case OfStageCheck.GateDecided(_, _, var point, var check, var by, var passed, var note) ->
          gate(fields, point, check).put("by", by).put("passed", passed).put("suggestion", note);
      case OfStageCheck.GateTimeoutReached(_, _, var point, var check) ->
          gate(fields, point, check);
    }
  }

  private static void decision(
      Fields fields, int group, String by, Set<String> roles, String suggestion) {
    fields.put("group", group).put("by", by).put("suggestion", suggestion);
    Texts.ofList(roles.stream().sorted().toList()).ifPresent(list -> fields.put("roles", list));
  }

  private static Fields gate(Fields fields, Gate.Point point, int check) {
    return fields.put("point", point).put("check", check);
  }

  static void answer(Fields fields, GateAnswer answer) {
    fields.put("answer", answer.getClass().getSimpleName());
    switch (answer) {
      case GateAnswer.Passed() -> {}
      case GateAnswer.Refused(var why) -> reason(fields, why);
      case GateAnswer.NotChecked(var why) -> reason(fields, why);
      case GateAnswer.NeedsPerson(var people) ->
          Texts.ofList(people).ifPresent(list -> fields.put("gatekeepers", list));
    }
  }

  private static void reason(Fields fields, Sentence why) {
    SentenceText.ofList(List.of(why)).ifPresent(list -> fields.put("reason", list));
  }

  static void write(OfTrigger event, Fields fields) {
    switch (event) {
      case OfTrigger.TriggerApproved(var by) -> fields.put("by", by);
      case OfTrigger.TriggerRejected(var by, var suggestion) ->
          fields.put("by", by).put("suggestion", suggestion);
    }
  }

  /** The event of this room; empty: it is none. */
  static Optional<BuildEvent> event(Fields fields) {
    return switch (fields.text(EventText.TYPE)) {
      case "ReviewApproved" ->
          Optional.of(
              new OfStageCheck.ReviewApproved(
                  stage(fields),
                  fields.attempt(),
                  fields.number("group"),
                  fields.text("by"),
                  roles(fields),
                  fields.text("suggestion"),
                  Texts.map(fields.optional("values"))));
      case "ReviewRejected" ->
          Optional.of(
              new OfStageCheck.ReviewRejected(
                  stage(fields),
                  fields.attempt(),
                  fields.number("group"),
                  fields.text("by"),
                  roles(fields),
                  fields.text("suggestion")));
      case "ReviewTimeoutReached" ->
          Optional.of(new OfStageCheck.ReviewTimeoutReached(stage(fields), fields.attempt()));
      case "GateAnswered" ->
          Optional.of(
              new OfStageCheck.GateAnswered(
                  stage(fields), fields.attempt(), point(fields), check(fields), answer(fields)));
      case "GateDecided" ->
          Optional.of(
              new OfStageCheck.GateDecided(
                  stage(fields),
                  fields.attempt(),
                  point(fields),
                  check(fields),
                  fields.text("by"),
                  fields.flag("passed"),
                  fields.text("suggestion")));
      case "GateTimeoutReached" ->
          Optional.of(
              new OfStageCheck.GateTimeoutReached(
                  stage(fields), fields.attempt(), point(fields), check(fields)));
      case "TriggerApproved" -> Optional.of(new OfTrigger.TriggerApproved(fields.text("by")));
      case "TriggerRejected" ->
          Optional.of(new OfTrigger.TriggerRejected(fields.text("by"), fields.text("suggestion")));
      default -> Optional.empty();
    };
  }

  private static StageId stage(Fields fields) {
    return new StageId(fields.text("stage"));
  }

  private static Set<String> roles(Fields fields) {
    return Set.copyOf(Texts.list(fields.optional("roles")));
  }

  private static Gate.Point point(Fields fields) {
    return Gate.Point.valueOf(fields.text("point"));
  }

  private static int check(Fields fields) {
    return fields.number("check");
  }

  static GateAnswer answer(Fields fields) {
    return switch (fields.text("answer")) {
      case "Passed" -> new GateAnswer.Passed();
      case "Refused" -> new GateAnswer.Refused(reason(fields));
      case "NeedsPerson" -> new GateAnswer.NeedsPerson(Texts.list(fields.optional("gatekeepers")));
      case "NotChecked" -> new GateAnswer.NotChecked(reason(fields));
      default -> throw new IllegalStateException("no answer is written as " + fields.values);
    };
  }

  private static Sentence reason(Fields fields) {
    return SentenceText.list(fields.optional("reason")).getFirst();
  }

  static void write(Effect.CheckGate effect, Fields fields) {
    gate(fields.put("stage", effect.stage()), effect.point(), effect.check())
        .put("attempt", effect.attempt());
    Texts.ofList(effect.rules()).ifPresent(list -> fields.put("rules", list));
  }

  static Effect checkGate(Fields fields) {
    return new Effect.CheckGate(
        stage(fields),
        fields.attempt(),
        point(fields),
        check(fields),
        Texts.list(fields.optional("rules")));
  }

  static void write(Effect.CheckTaskGate effect, Fields fields) {
    fields
        .put("job", effect.job())
        .put("attempt", effect.attempt())
        .task(effect.task(), effect.retry())
        .put("point", effect.point())
        .put("guarded", effect.guarded())
        .put("guarded_name", effect.guardedName());
  }

  static Effect checkTaskGate(Fields fields) {
    return new Effect.CheckTaskGate(
        fields.job(),
        fields.attempt(),
        fields.task(),
        fields.retry(),
        point(fields),
        fields.text("guarded"),
        fields.text("guarded_name"));
  }
}
