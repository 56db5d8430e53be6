package dev.millrace.server.builds.http;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.Gate;
import dev.millrace.pipeline.data.Data;
import dev.millrace.server.access.Permission;
import dev.millrace.server.builds.wishes.BuildAnswers;
import dev.millrace.server.builds.wishes.BuildViews;
import dev.millrace.server.http.Answer;
import dev.millrace.server.http.Call;
import dev.millrace.server.http.Needs;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.RouteDraft;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Brings builds what people decide. Whom a build asks is said by the build, not by their role: all
 * who may see it may come here. Answers the build as it is afterwards.
 */
public final class AnswerRoutes {
  private final BuildAnswers answers;
  private final BuildViews views;
  private final BuildPath path;

  public AnswerRoutes(BuildAnswers answers, BuildViews views) {
    this.answers = answers;
    this.views = views;
    this.path = new BuildPath(views);
  }

  /**
   * What somebody says to the review of a stage.
   *
   * @param group its position, from 0, as they saw it; absent: the one that is asked now
   * @param values of what the review lets one fill in, by name; of an approval
   */
  public record StageAnswer(
      Boolean approved,
      Optional<Integer> group,
      Optional<String> suggestion,
      Optional<Map<String, String>> values) {}

  /** What somebody says to a task that asks; as {@link StageAnswer}. */
  public record TaskAnswer(
      Boolean approved, Optional<String> suggestion, Optional<Map<String, String>> values) {}

  /** What somebody decides. It is a box, since a primitive that is absent would be read as no. */
  public record Verdict(Boolean approved, Optional<String> suggestion) {}

  /**
   * How a paused task goes on.
   *
   * @param inputs of its action to be given another value, by name
   */
  public record Continuation(Optional<Map<String, String>> inputs) {}

  public List<Route> routes() {
    return List.of(
        asking("review-build-trigger", BuildPath.BUILD + "/trigger-review", Permission.VIEW_BUILD)
            .summary("Says whether a build may begin")
            .takes(Verdict.class)
            .by((call, body) ->
                after(
                    call,
                    build ->
                        answers.reviewTrigger(
                            call.actor(), build, body.approved(), body.suggestion().orElse("")))),
        asking("review-stage", BuildPath.BUILD + "/stages/{stage}/review", Permission.VIEW_BUILD)
            .summary("Says for one group of reviewers whether a stage may begin")
            .takes(StageAnswer.class)
            .by((call, body) ->
                after(
                    call,
                    build ->
                        answers.reviewStage(
                            call.actor(),
                            build,
                            BuildPath.stage(call),
                            body.group(),
                            answer(body.approved(), body.suggestion(), body.values())))),
        gate("in", Gate.Point.IN),
        gate("out", Gate.Point.OUT),
        asking("review-task", BuildPath.TASK + "/review", Permission.VIEW_BUILD)
            .summary("Answers the review that a task is")
            .takes(TaskAnswer.class)
            .by((call, body) ->
                after(
                    call,
                    build ->
                        answers.reviewTask(
                            call.actor(),
                            build,
                            BuildPath.job(call),
                            BuildPath.task(call),
                            answer(body.approved(), body.suggestion(), body.values())))),
        asking("decide-task-gate", BuildPath.TASK + "/gate", Permission.VIEW_BUILD)
            .summary("Lets the gate that a task is pass, or not")
            .takes(Verdict.class)
            .by((call, body) ->
                after(
                    call,
                    build ->
                        answers.decideTaskGate(
                            call.actor(),
                            build,
                            BuildPath.job(call),
                            BuildPath.task(call),
                            answer(body.approved(), body.suggestion(), Optional.empty())))),
        asking("continue-task", BuildPath.TASK + "/continue", Permission.EXECUTE_PIPELINE)
            .summary("Lets a paused task go on")
            .takes(Continuation.class)
            .by((call, body) ->
                after(
                    call,
                    build ->
                        answers.goOn(
                            call.actor(),
                            build,
                            BuildPath.job(call),
                            BuildPath.task(call),
                            Data.ordered(body.inputs().orElse(Map.of()))))),
        asking("stop-paused-task", BuildPath.TASK + "/stop", Permission.EXECUTE_PIPELINE)
            .summary("Does not let a paused task run, which ends its job")
            .by(call ->
                after(
                    call,
                    build ->
                        answers.endPaused(
                            call.actor(), build, BuildPath.job(call), BuildPath.task(call)))));
  }

  private Route gate(String called, Gate.Point point) {
    return asking(
            "decide-gate-" + called,
            BuildPath.BUILD + "/stages/{stage}/gates/" + called,
            Permission.VIEW_BUILD)
        .summary(
            point == Gate.Point.IN
                ? "Lets the gate before a stage pass, or not"
                : "Lets the gate behind a stage pass, or not")
        .takes(Verdict.class)
        .by((call, body) ->
            after(
                call,
                build ->
                    answers.decideGate(
                        call.actor(),
                        build,
                        BuildPath.stage(call),
                        point,
                        answer(body.approved(), body.suggestion(), Optional.empty()))));
  }

  private static BuildAnswers.Answer answer(
      boolean approved, Optional<String> suggestion, Optional<Map<String, String>> values) {
    return new BuildAnswers.Answer(
        approved, suggestion.orElse(""), Data.ordered(values.orElse(Map.of())));
  }

  private static RouteDraft asking(String id, String path, Permission permission) {
    return Route.post(id, path).needs(Needs.in(permission)).answers(BuildView.class);
  }

  /** The build as it is when it has heard what somebody says. */
  private Answer after(Call call, Function<BuildId, Build> saying) {
    BuildId build = path.build(call);
    var _ = saying.apply(build);
    return Answer.ok(BuildView.of(views.summary(call.actor(), build)));
  }
}
