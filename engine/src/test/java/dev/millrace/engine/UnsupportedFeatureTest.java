package dev.millrace.engine;

import static dev.millrace.engine.CheckBuilder.aReviewBy;
import static dev.millrace.engine.CheckBuilder.gates;
import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipeline;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.StageBuilder.aStage;
import static dev.millrace.engine.TaskBuilder.aCall;
import static dev.millrace.engine.TaskBuilder.aGate;
import static dev.millrace.engine.TaskBuilder.aReview;
import static dev.millrace.engine.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.Notice;
import dev.millrace.pipeline.RunsOn.Target;
import dev.millrace.pipeline.TaskAction;
import dev.millrace.pipeline.TaskAction.GatePoint;
import dev.millrace.pipeline.data.Data;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a pipeline may ask for and does not get, where it asks, and what happens instead. */
class UnsupportedFeatureTest {
  private static final Target HERE = new Target.Pool("local");

  /** A job that asks for nothing this version can't do. */
  private static JobBuilder modest(String id, TaskBuilder... tasks) {
    return aJob(id, tasks).runsOn(HERE);
  }

  /** Each feature as a line: name, place, consequence, and whether the start is refused. */
  private static List<String> toldOf(PipelineBuilder pipeline) {
    return UnsupportedFeature.in(pipeline.build()).stream()
        .map(feature ->
            feature.name()
                + " | "
                + feature.place().english()
                + " | "
                + feature.consequence().english()
                + (feature.refusesStart() ? " | refused" : ""))
        .toList();
  }

  @Test
  void a_pipeline_that_asks_for_nothing_else_gets_all_of_it() {
    var all =
        modest("a", aTask("1").post("always()"), aReview("ann"), aTask("2").pausesBefore())
            .mutex("m")
            .matrix("n", "1");

    assertThat(toldOf(aPipeline().stage(aStage(all).checkIn(aReviewBy("ann"))))).isEmpty();
  }

  @Test
  void nobody_is_told_when_a_build_ends() {
    var notice =
        new Notice(
            List.of(Notice.Channel.EMAIL),
            List.of("ann"),
            List.of(),
            Optional.empty(),
            List.of(),
            false,
            false,
            Notice.Moment.ALWAYS,
            Data.none());

    assertThat(toldOf(aPipelineOf(modest("a")).notices(notice)))
        .containsExactly("notices | the pipeline | nobody is told when a build ends");
  }

  @Test
  void gates_of_a_stage_and_people_behind_it_refuse_the_start() {
    var ship = aStage(modest("a")).id("ship").checkIn(aReviewBy("ann").rules("r"));
    var unnamed = aStage(modest("b")).checkOut(aReviewBy("ann").rules("r"));
    var gatesOnly = aStage(modest("c")).checkOut(gates("r"));

    assertThat(toldOf(aPipeline().stage(ship).stage(unnamed).stage(gatesOnly)))
        .containsExactly(
            "check-in gates | stage ship | quality gates can't be checked yet | refused",
            "check-out reviews | stage stage-2 | people are asked before a stage, not after it"
                + " | refused",
            "check-out gates | stage stage-2 | quality gates can't be checked yet | refused",
            "check-out gates | stage stage-3 | quality gates can't be checked yet | refused");
  }

  static Stream<Arguments> targets() {
    return Stream.of(
        Arguments.of(new Target.Docker(), "runs-on docker"),
        Arguments.of(new Target.Agentless(), "runs-on agentless"),
        Arguments.of(new Target.Pool("mac"), "runs-on pool mac"),
        Arguments.of(
            new Target.Environment("prod", Optional.empty(), Optional.empty()),
            "runs-on environment prod"),
        Arguments.of(new Target.Node("n-1"), "runs-on node n-1"),
        Arguments.of(new Target.SameAsJob("b"), "runs-on lock-resource-with b"),
        Arguments.of(new Target.UnnamedSelfHosted(), "runs-on self-hosted"),
        Arguments.of(new Target.Foreign("KUBERNETES", Data.none()), "runs-on KUBERNETES"));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void a_job_runs_where_the_platform_places_it(Target target, String name) {
    assertThat(toldOf(aPipelineOf(aJob("a").runsOn(target))))
        .containsExactly(name + " | job a | the job runs where the platform places it");
  }

  @ParameterizedTest
  @MethodSource("targets")
  void where_it_runs_does_not_matter_to_a_job_without_a_task_for_a_worker(Target target) {
    var waits = aJob("a", aReview("ann"), aTask("1").disabled()).runsOn(target);
    var alsoRuns = aJob("a", aReview("ann"), aTask("1")).runsOn(target);

    assertThat(toldOf(aPipelineOf(waits))).isEmpty();
    assertThat(toldOf(aPipelineOf(alsoRuns))).hasSize(1);
  }

  @Test
  void a_job_runs_without_services_and_without_a_container() {
    assertThat(toldOf(aPipelineOf(modest("a").service("redis").container("node:22"))))
        .containsExactly(
            "services | job a | no services are started",
            "container | job a | the job runs without a container");
  }

  @Test
  void a_task_that_can_not_be_run_fails_and_says_where_it_stands() {
    var plugin = aTask(new TaskAction.Plugin("sonar", "1.*", Data.none()));
    var foreign = aTask(new TaskAction.Foreign("unityBuild", Data.none()));
    var gate = aGate(GatePoint.AFTER, "sonar");

    assertThat(
            toldOf(
                aPipelineOf(
                    modest("a", aTask("1").disabled(), plugin, aCall("x", true), foreign, gate))))
        .containsExactly(
            "plugin sonar | job a, task 2 | the task fails",
            "sub-pipeline | job a, task 3 | the task fails",
            "element unityBuild | job a, task 4 | the task fails",
            "quality gate | job a, task 5 | quality gates can't be checked yet | refused");
  }

  @Test
  void finally_jobs_ask_as_others_do() {
    assertThat(toldOf(aPipelineOf(modest("a")).lastly(modest("z", aCall("x", true)))))
        .containsExactly("sub-pipeline | job z, task 1 | the task fails");
  }

  @Test
  void what_is_disabled_asks_nothing() {
    var greedy = aTask(new TaskAction.Plugin("sonar", "1.*", Data.none()));
    var stage =
        aStage(aJob("a", greedy).service("redis")).checkIn(gates("r")).checkOut(aReviewBy("ann"));
    var job = aJob("b", greedy).service("redis").container("node:22").disabled();
    var task = modest("c", aTask("1"), aCall("x", true).disabled());

    assertThat(toldOf(aPipeline().stage(stage.disabled()).stage(job, task).lastly(job))).isEmpty();
  }

  @Test
  void a_disabled_stage_counts_for_the_number_of_those_behind_it() {
    assertThat(
            toldOf(
                aPipeline()
                    .stage(aStage(modest("a")).disabled())
                    .stage(aStage(modest("b")).checkIn(gates("r")))))
        .containsExactly(
            "check-in gates | stage stage-2 | quality gates can't be checked yet | refused");
  }
}
