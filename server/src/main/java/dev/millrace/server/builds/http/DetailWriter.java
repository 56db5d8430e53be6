package dev.millrace.server.builds.http;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.Review;
import dev.millrace.engine.state.ServerWork;
import dev.millrace.server.builds.EarlierExecution;
import dev.millrace.server.builds.http.DetailView.FailureView;
import dev.millrace.server.builds.view.BuildDetail;
import dev.millrace.server.builds.view.Fault;
import dev.millrace.server.builds.view.JobDetail;
import dev.millrace.server.builds.view.StageDetail;
import dev.millrace.server.builds.view.TaskDetail;
import dev.millrace.server.builds.view.Timing;
import dev.millrace.server.builds.wishes.ShownVariable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a build in the words of the API, without its secrets. */
final class DetailWriter {
  private final Saying say;
  private final Set<String> secrets;

  /** {@code variables} of the build, which say what is a secret. */
  DetailWriter(Saying say, List<ShownVariable> variables) {
    this.say = say;
    this.secrets =
        variables.stream()
            .filter(each -> each.value().isEmpty())
            .map(ShownVariable::name)
            .collect(Collectors.toSet());
  }

  DetailView of(BuildDetail detail) {
    return new DetailView(
        BuildView.of(detail.summary()),
        of(detail.timing()),
        detail
            .cancel()
            .map(cancel -> new DetailView.CancelView(cancel.by(), cancel.forced(), cancel.at())),
        say.of(detail.reason()),
        detail
            .triggerReview()
            .map(review ->
                new DetailView.TriggerReviewView(
                    review.reviewers(), review.decision().map(this::of))),
        detail.faults().stream().map(this::of).toList(),
        detail.stages().stream().map(this::of).toList(),
        detail.earlier().stream().map(this::of).toList());
  }

  private static DetailView.TimingView of(Timing timing) {
    return new DetailView.TimingView(
        millis(timing.queue()),
        millis(timing.prepare()),
        millis(timing.run()),
        millis(timing.people()));
  }

  private static OptionalLong millis(Optional<Duration> time) {
    return time.isPresent() ? OptionalLong.of(time.get().toMillis()) : OptionalLong.empty();
  }

  private DetailView.FaultView of(Fault fault) {
    return new DetailView.FaultView(PlaceView.of(fault.place(), say), of(fault.failure()));
  }

  private FailureView of(Failure failure) {
    return new FailureView(
        failure.kind(), failure.code(), say.of(failure.message()), failure.exitCode());
  }

  private DetailView.DecisionView of(Review.Decision decision) {
    var shown = new LinkedHashMap<String, String>();
    decision
        .values()
        .forEach((name, value) -> {
          if (!secrets.contains(name)) {
            shown.put(name, value);
          }
        });
    return new DetailView.DecisionView(
        decision.approved(), decision.by(), decision.at(), decision.suggestion(), shown);
  }

  private DetailView.StageView of(StageDetail stage) {
    return new DetailView.StageView(
        stage.id().value(),
        stage.name(),
        stage.isFinally(),
        stage.status(),
        stage.attempt(),
        stage.startedAt(),
        stage.endedAt(),
        of(stage.timing()),
        stage.failure().map(this::of),
        stage.checks().review().map(this::of),
        stage.checks().gateIn().map(this::of),
        stage.checks().gateOut().map(this::of),
        stage.jobs().stream().map(this::of).toList());
  }

  private DetailView.StageReviewView of(Review review) {
    return new DetailView.StageReviewView(
        review.status(),
        review.description(),
        review.current(),
        review.groups().stream()
            .map(group ->
                new DetailView.GroupView(
                    group.name(), group.reviewers(), group.roles(), group.decision().map(this::of)))
            .toList(),
        review.fields().stream().map(this::of).toList(),
        review.askedAt(),
        review.dueAt(),
        say.of(review.reason()));
  }

  private DetailView.FieldView of(Review.Field field) {
    return new DetailView.FieldView(
        field.name(),
        field.label(),
        field.description(),
        field.type(),
        field.options(),
        field.required(),
        unlessSecret(field.name(), field.value()));
  }

  private Optional<String> unlessSecret(String name, String value) {
    return secrets.contains(name) ? Optional.empty() : Optional.of(value);
  }

  private DetailView.GateView of(Gate gate) {
    return new DetailView.GateView(
        gate.status(),
        gate.rules(),
        gate.gatekeepers(),
        unlessEmpty(gate.decidedBy()),
        say.of(gate.reason()));
  }

  private static Optional<String> unlessEmpty(String text) {
    return Optional.of(text).filter(some -> !some.isEmpty());
  }

  private DetailView.JobView of(JobDetail job) {
    return new DetailView.JobView(
        job.id().value(),
        job.name(),
        job.status(),
        job.attempt(),
        job.dependsOn().stream().map(JobId::value).toList(),
        job.values(),
        job.preparedAt(),
        job.startedAt(),
        job.endedAt(),
        of(job.timing()),
        job.failure().map(this::of),
        job.mutex()
            .map(role ->
                new DetailView.MutexView(role.mutex().toString(), role.standing(), role.since())),
        job.tasks().stream().map(this::of).toList(),
        job.cases().stream().map(this::of).toList());
  }

  private DetailView.TaskView of(TaskDetail task) {
    Optional<ServerWork> work = task.work();
    return new DetailView.TaskView(
        task.id().value(),
        task.id().position(),
        task.name(),
        task.isPost(),
        task.status(),
        task.attempt(),
        task.retry(),
        task.startedAt(),
        task.endedAt(),
        of(task.timing()),
        task.failure().map(this::of),
        say.of(task.warnings()),
        task.continued().map(how -> how.by()),
        work.flatMap(some ->
            some instanceof ServerWork.Review review ? Optional.of(of(review)) : Optional.empty()),
        work.flatMap(some ->
            some instanceof ServerWork.Call(var waits, var child)
                ? Optional.of(new DetailView.CallView(waits, child.map(BuildId::value)))
                : Optional.empty()),
        work.flatMap(some ->
            some instanceof ServerWork.GateCheck(var gatekeepers, var decidedBy)
                ? Optional.of(new DetailView.TaskGateView(gatekeepers, unlessEmpty(decidedBy)))
                : Optional.empty()));
  }

  private DetailView.TaskReviewView of(ServerWork.Review review) {
    String before = review.namespace().isEmpty() ? "" : review.namespace() + ".";
    return new DetailView.TaskReviewView(
        review.reviewers(),
        review.title(),
        review.description(),
        review.parameters().stream()
            .map(each ->
                new DetailView.ParameterView(
                    each.name(),
                    secrets.contains(before + each.name())
                        ? Optional.empty()
                        : unlessSecret(each.name(), each.value()),
                    each.required(),
                    each.description()))
            .toList(),
        review.needsSuggestion());
  }

  private DetailView.EarlierView of(EarlierExecution earlier) {
    return new DetailView.EarlierView(
        PlaceView.of(earlier.place(), say),
        earlier.attempt(),
        earlier.retry(),
        earlier.status(),
        earlier.preparedAt(),
        earlier.startedAt(),
        earlier.endedAt(),
        earlier.failure().map(this::of));
  }
}
