package dev.millrace.server.builds.wishes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.RetryScope;
import dev.millrace.engine.queue.QueueWording;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.why.Place;
import dev.millrace.engine.why.Wait;
import dev.millrace.pipeline.data.Data;
import dev.millrace.server.access.AuditFilter;
import dev.millrace.server.builds.BuildFilter;
import dev.millrace.server.builds.BuildQuery;
import dev.millrace.server.builds.BuildSummary;
import dev.millrace.server.builds.EarlierExecution;
import dev.millrace.server.builds.PipelineActivity;
import dev.millrace.server.builds.Remarks;
import dev.millrace.server.builds.TriggerKind;
import dev.millrace.server.builds.view.BuildDetail;
import dev.millrace.server.pipelines.VersionChoice;
import dev.millrace.testkit.Translations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BuildViewsTest extends WishesTestBase {
  private static final BuildQuery ALL = BuildQuery.newest(BuildFilter.ALL, 10);

  @Test
  void a_list_is_of_the_project_that_was_asked_for_whatever_the_query_says() {
    Build build = start(ofSteps("", "run: make"));

    assertThat(views.list(VIEWER, DEMO, ALL).builds())
        .extracting(BuildSummary::id)
        .containsExactly(build.id());
    var ofDemo = BuildQuery.newest(BuildFilter.of(DEMO), 10);
    assertThat(views.list(STRANGER, OTHER, ofDemo).builds()).isEmpty();
    assertThat(refusalOf(() -> views.list(STRANGER, DEMO, ALL)))
        .isInstanceOf(BuildRefusal.Forbidden.class);
  }

  @Test
  void pipelines_are_shown_with_what_happens_there_to_those_of_the_project() {
    PipelineId pipeline = ofSteps("", "run: make");
    Build build = start(pipeline);

    assertThat(views.activity(VIEWER, DEMO, Set.of(pipeline)).get(pipeline))
        .isEqualTo(new PipelineActivity(Optional.of(views.summary(VIEWER, build.id())), 1));
    assertThat(views.activity(STRANGER, OTHER, Set.of(pipeline)).get(pipeline))
        .isEqualTo(PipelineActivity.NONE);
  }

  @Test
  void secret_variables_are_named_and_not_shown() {
    Build build =
        start(
            ofSteps(
                "variables:\n  plain: hello\n  token: {value: s3cret, sensitive: true}\n",
                "run: make"));

    assertThat(views.variables(VIEWER, build.id()))
        .contains(
            new ShownVariable("plain", Optional.of("hello"), false),
            new ShownVariable("token", Optional.empty(), false));
  }

  @Test
  void what_was_given_at_a_start_is_shown_but_for_secrets() {
    PipelineId pipeline =
        ofSteps(
            """
            variables:
              plain: {value: hello, allow-modify-at-startup: true}
              token: {value: x, sensitive: true, allow-modify-at-startup: true}
            """,
            "run: make");
    var wish =
        new StartWish(
            pipeline,
            new VersionChoice.Newest(),
            Data.ordered(Map.of("plain", "given", "token", "s3cret")),
            TriggerKind.API,
            "",
            Optional.empty());

    Build build = starts.start(RUNNER, DEMO, wish);

    assertThat(views.parameters(VIEWER, build.id()))
        .containsExactlyInAnyOrder(
            new ShownVariable("plain", Optional.of("given"), false),
            new ShownVariable("token", Optional.empty(), false));
    assertThat(access.audit().list(AuditFilter.in(DEMO), Optional.empty(), 100).toString())
        .contains("token")
        .doesNotContain("s3cret");
  }

  @Test
  void a_build_in_a_queue_says_its_place_who_holds_it_and_why() {
    PipelineId pipeline = ofSteps("concurrency:\n  group: g\n  queue-length: 5\n", "run: make");
    Build first = start(pipeline);
    Build second = start(pipeline);
    Build third = start(pipeline);

    BuildWhy why = views.why(VIEWER, third.id());

    assertThat(why.reason()).isPresent();
    assertThat(views.why(VIEWER, second.id()).reason())
        .hasValue(QueueWording.WAITS_FOR_BUILD.of(first.id()));
    assertThat(why.queue().orElseThrow().position()).isEqualTo(2);
    assertThat(why.queue().orElseThrow().holders()).containsExactly(first.id());
    assertThat(why.waits().getFirst().heldBy().orElseThrow().english())
        .contains(first.id().value());
  }

  @Test
  void a_job_at_a_mutex_says_who_holds_it() {
    PipelineId pipeline =
        released(
            """
            stages:
              - jobs:
                  only:
                    mutex: {label: bench, queue-length: 3}
                    steps: [{run: make}]
            """);
    Build first = start(pipeline);
    platform
        .builds()
        .awaitUntil(
            first.id(),
            build -> build.find(JOB).orElseThrow().hasMachine(),
            Duration.ofSeconds(30));
    Build second = start(pipeline);

    Wait wait = views.why(VIEWER, second.id()).waits().getFirst();

    assertThat(wait.waitsFor().english()).startsWith("the mutex");
    assertThat(wait.heldBy().orElseThrow().english()).contains(first.id().value());
  }

  @Test
  void a_build_that_is_over_waits_for_nothing() {
    Build build = start(ofSteps("", "run: make"));
    steering.stop(RUNNER, build.id(), new StopWish.Whole(true));

    assertThat(views.why(VIEWER, build.id()))
        .isEqualTo(new BuildWhy(List.of(), Optional.empty(), Optional.empty()));
  }

  @Test
  void a_detail_tells_of_earlier_attempts_too() {
    Build build = failed(start(ofSteps("", "run: make")));
    steering.retry(RUNNER, build.id(), new RetryScope.Failed(), OptionalInt.empty());

    BuildDetail detail = views.detail(VIEWER, build.id());

    assertThat(detail.summary().id()).isEqualTo(build.id());
    assertThat(detail.summary().attempt()).isEqualTo(2);
    assertThat(detail.earlier())
        .extracting(EarlierExecution::place)
        .contains(new Place.OfBuild(), new Place.OfJob(JOB));
    assertThat(refusalOf(() -> views.detail(STRANGER, build.id())))
        .isInstanceOf(BuildRefusal.NotFound.class);
  }

  @Test
  void a_remark_is_put_by_whoever_may_run_the_pipeline() {
    Build build = start(ofSteps("", "run: make"));

    assertThat(views.remark(RUNNER, build.id(), "good").remark()).isEqualTo("good");
    assertThat(views.remark(RUNNER, build.id(), "").remark()).isEmpty();
    assertThat(refusalOf(() -> views.remark(VIEWER, build.id(), "x")))
        .isInstanceOf(BuildRefusal.Forbidden.class);
    assertThat(
            refusalOf(() -> views.remark(RUNNER, build.id(), "x".repeat(Remarks.MAX_LENGTH + 1))))
        .isInstanceOf(BuildRefusal.Invalid.class);
    assertThat(audited())
        .containsExactly("remark requested", "remark requested", "start requested");
  }

  @Test
  void all_sentences_are_translated() {
    assertThat(Translations.complaintsOf(BuildWording.class)).isEmpty();
  }
}
