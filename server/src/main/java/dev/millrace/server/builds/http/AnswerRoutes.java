package dev.millrace.server.builds.http;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        Route.post("review-build-trigger", BuildPath.BUILD + "/trigger-review")
            .summary("Says whether a build may begin")
            .needs(Needs.in(Permission.VIEW_BUILD))
            .answers(BuildView.class)
            .takes(Verdict.class)
            .by((call, body) -> {
              BuildId build = path.build(call);
              var _ =
                  answers.reviewTrigger(
                      call.actor(), build, body.approved(), body.suggestion().orElse(""));
              return after(call, build);
            }),
        Route.post("review-stage", BuildPath.BUILD + "/stages/{stage}/review")
            .summary("Says for one group of reviewers whether a stage may begin")
            .needs(Needs.in(Permission.VIEW_BUILD))
            .answers(BuildView.class)
            .takes(StageAnswer.class)
            .by((call, body) -> {
              BuildId build = path.build(call);
              var _ =
                  answers.reviewStage(
                      call.actor(),
                      build,
                      BuildPath.stage(call),
                      body.group(),
                      answer(body.approved(), body.suggestion(), body.values()));
              return after(call, build);
            }),
        gate("in", Gate.Point.IN),
        gate("out", Gate.Point.OUT),
        Route.post("review-task", BuildPath.TASK + "/review")
            .summary("Answers the review that a task is")
            .needs(Needs.in(Permission.VIEW_BUILD))
            .answers(BuildView.class)
            .takes(TaskAnswer.class)
            .by((call, body) -> {
              BuildId build = path.build(call);
              var _ =
                  answers.reviewTask(
                      call.actor(),
                      build,
                      BuildPath.job(call),
                      BuildPath.task(call),
                      answer(body.approved(), body.suggestion(), body.values()));
              return after(call, build);
            }),
        Route.post("decide-task-gate", BuildPath.TASK + "/gate")
            .summary("Lets the gate that a task is pass, or not")
            .needs(Needs.in(Permission.VIEW_BUILD))
            .answers(BuildView.class)
            .takes(Verdict.class)
            .by((call, body) -> {
              BuildId build = path.build(call);
              var _ =
                  answers.decideTaskGate(
                      call.actor(),
                      build,
                      BuildPath.job(call),
                      BuildPath.task(call),
                      answer(body.approved(), body.suggestion(), Optional.empty()));
              return after(call, build);
            }),
        Route.post("continue-task", BuildPath.TASK + "/continue")
            .summary("Lets a paused task go on")
            .needs(Needs.in(Permission.EXECUTE_PIPELINE))
            .answers(BuildView.class)
            .takes(Continuation.class)
            .by((call, body) -> {
              BuildId build = path.build(call);
              var _ =
                  answers.goOn(
                      call.actor(),
                      build,
                      BuildPath.job(call),
                      BuildPath.task(call),
                      Data.ordered(body.inputs().orElse(Map.of())));
              return after(call, build);
            }),
        Route.post("stop-paused-task", BuildPath.TASK + "/stop")
            .summary("Does not let a paused task run, which ends its job")
            .needs(Needs.in(Permission.EXECUTE_PIPELINE))
            .answers(BuildView.class)
            .by(call -> {
              BuildId build = path.build(call);
              var _ =
                  answers.endPaused(call.actor(), build, BuildPath.job(call), BuildPath.task(call));
              return after(call, build);
            }));
  }

  private Route gate(String called, Gate.Point point) {
    return Route.post("decide-gate-" + called, BuildPath.BUILD + "/stages/{stage}/gates/" + called)
        .summary(
            point == Gate.Point.IN
                ? "Lets the gate before a stage pass, or not"
                : "Lets the gate behind a stage pass, or not")
        .needs(Needs.in(Permission.VIEW_BUILD))
        .answers(BuildView.class)
        .takes(Verdict.class)
        .by((call, body) -> {
          BuildId build = path.build(call);
          var _ =
              answers.decideGate(
                  call.actor(),
                  build,
                  BuildPath.stage(call),
                  point,
                  answer(body.approved(), body.suggestion(), Optional.empty()));
          return after(call, build);
        });
  }

  private static BuildAnswers.Answer answer(
      boolean approved, Optional<String> suggestion, Optional<Map<String, String>> values) {
    return new BuildAnswers.Answer(
        approved, suggestion.orElse(""), Data.ordered(values.orElse(Map.of())));
  }

  private Answer after(Call call, BuildId build) {
    return Answer.ok(BuildView.of(views.summary(call.actor(), build)));
  }
}
