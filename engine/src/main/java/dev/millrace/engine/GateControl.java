package dev.millrace.engine;

import dev.millrace.engine.event.BuildEvent.OfStageCheck.GateAnswered;
import dev.millrace.engine.event.BuildEvent.OfStageCheck.GateDecided;
import dev.millrace.engine.event.BuildEvent.OfStageCheck.GateTimeoutReached;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.event.GateAnswer;
import dev.millrace.engine.event.TimerKeys;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.FailureCodes;
import dev.millrace.engine.state.FailureKind;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.Reason;
import dev.millrace.engine.state.Review;
import dev.millrace.engine.state.StageState;
import dev.millrace.pipeline.StageCheck;
import dev.millrace.pipeline.data.Data;
import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The quality gates of a stage: before it begins, and after it succeeded. Somebody else checks
 * their rules; whatever goes wrong with that counts as refused, so that nothing slips through.
 */
final class GateControl {
  private GateControl() {}

  /** Asks for the gate of a stage at a point; empty: it has none there. */
  static Optional<Gate> ask(Progress progress, StageState stage, Gate.Point point) {
    List<String> rules =
        check(stage, point).flatMap(StageCheck::gates).map(GateControl::rules).orElse(List.of());
    if (rules.isEmpty()) {
      return Optional.empty();
    }
    Gate gate = Gate.asked(stage.checks().gatesAsked() + 1, rules);
    put(progress, stage, point, gate);
    progress.add(
        new Effect.CheckGate(stage.id(), stage.attempt(), point, gate.number(), gate.rules()));
    setTimer(progress, stage, point, gate);
    return Optional.of(gate);
  }

  /** Ids of rules alone (JSON), or gates with a list of rules each (v2). */
  static List<String> rules(Data gates) {
    return gates instanceof Data.Items(var values)
        ? values.stream().flatMap(GateControl::rulesOfOne).toList()
        : List.of();
  }

  private static Stream<String> rulesOfOne(Data gate) {
    return switch (gate) {
      case Data.Text(var id) -> Stream.of(id);
      case Data.Fields(var fields) ->
          fields.get("rule") instanceof Data.Items(var rules)
              ? rules.stream().map(StartVariables::text)
              : Stream.empty();
      case Data.Flag _, Data.Decimal _, Data.Items _, Data.Nothing _ ->
          Stream.of(StartVariables.text(gate));
    };
  }

  static void answered(Progress progress, StageState stage, GateAnswered event) {
    Optional<Gate> asked =
        stage
            .checks()
            .gate(event.point())
            .filter(gate -> gate.number() == event.check())
            .filter(gate -> gate.status() == Gate.Status.QUALITY_CHECKING);
    if (asked.isEmpty()) {
      return;
    }
    Gate gate = asked.get();
    switch (event.answer()) {
      case GateAnswer.Passed() -> decide(progress, stage, event.point(), gate.passed(""));
      case GateAnswer.Refused(var why) ->
          refuse(progress, stage, event.point(), gate, Reason.GATE_NOT_PASSED.of().because(why));
      case GateAnswer.NotChecked(var why) ->
          refuse(progress, stage, event.point(), gate, Reason.GATE_NOT_CHECKED.of().because(why));
      case GateAnswer.NeedsPerson needed -> {
        List<String> people = needed.people();
        if (people.isEmpty()) {
          refuse(progress, stage, event.point(), gate, Reason.GATE_WITHOUT_PEOPLE.of());
        } else {
          put(progress, stage, event.point(), gate.waitsFor(people));
          setTimer(progress, stage, event.point(), gate);
        }
      }
    }
  }

  static void decided(Progress progress, StageState stage, GateDecided event) {
    if (ReviewCheck.problemOf(progress.build(), event).isPresent()) {
      return;
    }
    Gate gate = stage.checks().gate(event.point()).orElseThrow();
    decide(
        progress,
        stage,
        event.point(),
        event.passed()
            ? gate.passed(event.by())
            : gate.refused(event.by(), rejection(event.by(), event.suggestion())));
  }

  /** What is said of a gate that a gatekeeper did not let pass. */
  static Sentence rejection(String by, String suggestion) {
    return suggestion.isBlank()
        ? Reason.GATE_REJECTED.of(by)
        : Reason.GATE_REJECTED_SAYING.of(by, suggestion);
  }

  static void timeoutReached(Progress progress, StageState stage, GateTimeoutReached event) {
    stage
        .checks()
        .gate(event.point())
        .filter(gate -> gate.number() == event.check() && gate.status().isOpen())
        .ifPresent(gate ->
            refuse(
                progress,
                stage,
                event.point(),
                gate,
                Reason.GATE_TIMEOUT.of(hours(stage, event.point()))));
  }

  /** Somebody wants the build to stop, so nothing is waited for. */
  static void cancelled(Progress progress, StageState stage) {
    for (Gate.Point point : Gate.Point.values()) {
      stage
          .checks()
          .gate(point)
          .filter(gate -> gate.status().isOpen())
          .ifPresent(
              gate -> refuse(progress, stage, point, gate, progress.cancellation().message()));
    }
  }

  /** Somebody wants the running stage to stop, so its gate, open as long as it runs, is shut. */
  static void stageCancelled(Progress progress, Failure reason) {
    StageState stage = progress.stage();
    stage
        .checks()
        .gateOut()
        .ifPresent(
            gate -> refuse(progress, stage.ending(reason), Gate.Point.OUT, gate, reason.message()));
  }

  /** The jobs of the running stage are not over any more: what they come to is checked anew. */
  static void jobsGoAgain(Progress progress) {
    StageState stage = progress.stage();
    if (stage.checks().gateOut().isPresent()) {
      progress.add(new Effect.ClearTimer(TimerKeys.gate(stage.id(), Gate.Point.OUT)));
      progress.put(stage.with(stage.checks().withoutGateOut()));
    }
  }

  private static void refuse(
      Progress progress, StageState stage, Gate.Point point, Gate gate, Sentence why) {
    decide(progress, stage, point, gate.refused(Review.SYSTEM, why));
  }

  private static void decide(Progress progress, StageState stage, Gate.Point point, Gate gate) {
    progress.add(new Effect.ClearTimer(TimerKeys.gate(stage.id(), point)));
    put(progress, stage, point, gate);
  }

  private static void put(Progress progress, StageState stage, Gate.Point point, Gate gate) {
    progress.put(stage.with(stage.checks().with(point, gate)));
  }

  /** Why a stage fails whose gate was refused. */
  static Failure failure(Gate gate) {
    return failure(gate.reason().orElseThrow());
  }

  static Failure failure(Sentence why) {
    return Failure.of(FailureKind.USER, FailureCodes.QUALITY_GATE, why);
  }

  private static void setTimer(Progress progress, StageState stage, Gate.Point point, Gate gate) {
    progress.add(
        new Effect.SetTimer(
            TimerKeys.gate(stage.id(), point),
            progress.now().plus(Duration.ofHours(hours(stage, point))),
            new GateTimeoutReached(stage.id(), stage.attempt(), point, gate.number())));
  }

  private static int hours(StageState stage, Gate.Point point) {
    return check(stage, point).map(StageChecking::hours).orElse(StageChecking.DEFAULT_HOURS);
  }

  private static Optional<StageCheck> check(StageState stage, Gate.Point point) {
    return stage
        .definition()
        .flatMap(definition ->
            switch (point) {
              case IN -> definition.checkIn();
              case OUT -> definition.checkOut();
            });
  }
}
