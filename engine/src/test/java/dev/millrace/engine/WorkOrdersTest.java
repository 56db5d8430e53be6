package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipeline;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.TaskBuilder.aTask;
import static dev.millrace.engine.TaskResults.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.order.TaskOrder;
import dev.millrace.engine.order.WorkOrders;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.expression.Dialect;
import dev.millrace.pipeline.TaskAction;
import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkOrdersTest {
  @Test
  void there_is_an_order_only_while_a_task_runs() {
    var build = aBuildOf(aPipelineOf(aJob("a")));

    assertThat(WorkOrders.runningTask(build.state(), new JobId("a"))).isEmpty();
    build.workerStarts("a").claims("a");
    assertThat(WorkOrders.runningTask(build.state(), new JobId("a"))).isPresent();
  }

  @Test
  void in_the_classic_dialect_texts_are_replaced() {
    var order = orderOf(Dialect.CLASSIC, "echo ${WHO} ${{ variables.WHO }} ${unknown}");

    assertThat(order.action())
        .isInstanceOfSatisfying(
            TaskAction.Script.class,
            script -> assertThat(script.script()).isEqualTo("echo world world ${unknown}"));
    assertThat(order.constraintDialect()).isFalse();
  }

  @Test
  void in_the_constraint_dialect_the_worker_replaces() {
    var order = orderOf(Dialect.CONSTRAINT, "echo ${{ variables.WHO }}");

    assertThat(order.action())
        .isInstanceOfSatisfying(
            TaskAction.Script.class,
            script -> assertThat(script.script()).isEqualTo("echo ${{ variables.WHO }}"));
    assertThat(order.constraintDialect()).isTrue();
  }

  @Test
  void the_system_of_a_job_is_what_its_worker_says() {
    var build = aBuildOf(aPipelineOf(aJob("a", aTask("1"), aTask("echo ${{ jobs.a.os }}"))));

    build.does("a", succeeded(Map.of("jobs.a.os", "LINUX", "jobs.a.name", "x"), Map.of()));
    build.claims("a");

    assertThat(orderOf(build, "a").action())
        .isInstanceOfSatisfying(
            TaskAction.Script.class, script -> assertThat(script.script()).isEqualTo("echo LINUX"));
    assertThat(build.task("a", 1).warnings())
        .extracting(Sentence::english)
        .containsExactly("the name jobs.a.name belongs to a context and can't be set");
  }

  @Test
  void the_environment_of_a_task_stands_over_that_of_its_job() {
    var build =
        aBuildOf(
            aPipelineOf(
                    aJob(
                            "a",
                            aTask("echo ${{ envs.BOTH }}")
                                .environment(Map.of("BOTH", "${{ envs.OUTER }}!")))
                        .environment(Map.of("OUTER", "${WHO}", "BOTH", "job")))
                .variable("WHO", "world"));
    build.workerStarts("a").claims("a");

    var order = orderOf(build, "a");

    assertThat(order.environment()).containsEntry("OUTER", "world").containsEntry("BOTH", "world!");
    assertThat(order.contexts().get("envs.BOTH")).isEqualTo("world!");
    assertThat(order.action())
        .isInstanceOfSatisfying(
            TaskAction.Script.class,
            script -> assertThat(script.script()).isEqualTo("echo world!"));
  }

  @Test
  void timeouts_may_be_expressions_and_a_word_means_the_default() {
    var build =
        aBuildOf(
            aPipelineOf(aJob("a", aTask("1").timeout("${T}")).timeout("soon")).variable("T", "5"));
    build.workerStarts("a").claims("a");

    assertThat(orderOf(build, "a").timeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(WorkOrders.job(build.state(), new JobId("a")).orElseThrow().timeout())
        .isEqualTo(Duration.ofHours(15));
  }

  @Test
  void contexts_tell_of_the_build_its_jobs_and_its_tasks() {
    var build =
        aBuildOf(
            aPipeline()
                .stage(aJob("first", aTask("x").id("one").mayFail(), aTask("y").id("two")))
                .stage(aJob("second", aTask("z").id("three")).name("Second"))
                .variable("WHO", "world"));
    build.fails("first").does("first", succeeded(Map.of(), Map.of("o", "v")));
    build.workerStarts("second").claims("second");

    var contexts = orderOf(build, "second").contexts();

    var expected =
        Map.ofEntries(
            Map.entry("WHO", "world"),
            Map.entry("variables.WHO", "world"),
            Map.entry("ci.build_id", "b-1"),
            Map.entry("ci.build_num", "1"),
            Map.entry("ci.pipeline_name", "sample"),
            Map.entry("BK_CI_BUILD_JOB_ID", "second"),
            Map.entry("job.name", "Second"),
            Map.entry("job.status", "RUNNING"),
            Map.entry("job.stage_id", "stage-2"),
            Map.entry("step.id", "three"),
            Map.entry("steps.three.status", "RUNNING"),
            Map.entry("jobs.first.status", "SUCCEED"),
            Map.entry("jobs.first.steps.one.status", "SUCCEED"),
            Map.entry("jobs.first.steps.one.outcome", "FAILED"),
            Map.entry("jobs.first.steps.one.error_code", "2199011"),
            Map.entry("jobs.first.steps.two.outputs.o", "v"),
            Map.entry("ci.failed_tasknames", "run"));
    expected.forEach((name, value) -> assertThat(contexts.get(name)).as(name).isEqualTo(value));
    assertThat(contexts.get("steps.two.outputs.o")).isNull();
    assertThat(contexts.get("jobs.nobody.status")).isNull();
    var all = new HashMap<String, VariableValue>();
    contexts.forEachOutside("jobs", all::put);
    contexts.forEachUnder("jobs", all::put);
    assertThat(all.keySet()).containsAll(expected.keySet());
  }

  @Test
  void the_status_of_the_build_is_known_in_its_finally_jobs_only() {
    var build = aBuildOf(aPipeline().stage(aJob("a")).lastly(aJob("z")));
    build.workerStarts("a").claims("a");
    assertThat(orderOf(build, "a").contexts().get("ci.build_status")).isNull();

    build.fails("a").workerStarts("z").claims("z");

    assertThat(orderOf(build, "z").contexts().get("ci.build_status")).isEqualTo("FAILED");
  }

  private static TaskOrder orderOf(Dialect dialect, String script) {
    var build =
        aBuildOf(aPipelineOf(aJob("a", aTask(script))).dialect(dialect).variable("WHO", "world"));
    return orderOf(build.workerStarts("a").claims("a"), "a");
  }

  private static TaskOrder orderOf(PlayedBuild build, String job) {
    return WorkOrders.runningTask(build.state(), new JobId(job)).orElseThrow();
  }
}
