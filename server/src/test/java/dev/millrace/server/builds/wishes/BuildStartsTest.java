package dev.millrace.server.builds.wishes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.pipeline.data.Data;
import dev.millrace.server.access.Permission;
import dev.millrace.server.builds.BuildFacts;
import dev.millrace.server.builds.Remarks;
import dev.millrace.server.builds.TriggerKind;
import dev.millrace.server.pipelines.Definition;
import dev.millrace.server.pipelines.PipelineRefused;
import dev.millrace.server.pipelines.VersionChoice;
import dev.millrace.server.pipelines.VersionNumber;
import dev.millrace.server.projects.ProjectDisabled;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class BuildStartsTest extends WishesTestBase {
  private static final String ASKING =
      "variables:\n  target: {value: test, allow-modify-at-startup: true}\n";

  private static StartWish wish(PipelineId pipeline, String target, String remark, String key) {
    return new StartWish(
        pipeline,
        new VersionChoice.Newest(),
        Data.ordered(Map.of("target", target)),
        TriggerKind.API,
        remark,
        Optional.of(key));
  }

  @Test
  void a_start_says_whose_the_build_is_and_who_began_it() {
    PipelineId pipeline = ofSteps(ASKING, "run: make");

    Build build = starts.start(RUNNER, DEMO, wish(pipeline, "live", "nightly", "k"));

    assertThat(build.status()).isEqualTo(BuildStatus.RUNNING);
    assertThat(build.variables().get("target")).hasToString("live");
    assertThat(views.summary(VIEWER, build.id()).facts())
        .isEqualTo(
            new BuildFacts(
                Optional.of(DEMO),
                Optional.of(pipeline),
                OptionalInt.of(1),
                Optional.of("rob"),
                Optional.of(TriggerKind.API)));
    assertThat(views.summary(VIEWER, build.id()).remark()).isEqualTo("nightly");
    assertThat(audited()).containsExactly("start requested");
  }

  @Test
  void a_start_that_comes_again_is_the_same_build() {
    PipelineId pipeline = ofSteps(ASKING, "run: make");
    Build first = starts.start(RUNNER, DEMO, wish(pipeline, "live", "", "k"));

    Build again = starts.start(RUNNER, DEMO, wish(pipeline, "live", "", "k"));
    Build ofAnother = starts.start(SECOND_RUNNER, DEMO, wish(pipeline, "live", "", "k"));

    assertThat(again.id()).isEqualTo(first.id());
    assertThat(ofAnother.id()).isNotEqualTo(first.id());
    assertThat(audited()).hasSize(2);
  }

  @Test
  void a_key_that_comes_with_other_values_is_refused() {
    PipelineId pipeline = ofSteps(ASKING, "run: make");
    Build first = starts.start(RUNNER, DEMO, wish(pipeline, "live", "", "k"));

    assertThat(refusalOf(() -> starts.start(RUNNER, DEMO, wish(pipeline, "test", "", "k"))))
        .isEqualTo(new BuildRefusal.KeyUsed(first.id()));
  }

  @Test
  void a_key_and_a_remark_may_be_so_long() {
    PipelineId pipeline = ofSteps(ASKING, "run: make");
    String key = "k".repeat(StartWish.MAX_KEY);
    String remark = "r".repeat(Remarks.MAX_LENGTH);

    starts.start(RUNNER, DEMO, wish(pipeline, "x", remark, key));

    assertThat(refusalOf(() -> starts.start(RUNNER, DEMO, wish(pipeline, "x", "", key + "k"))))
        .isInstanceOf(BuildRefusal.Invalid.class);
    assertThat(refusalOf(() -> starts.start(RUNNER, DEMO, wish(pipeline, "x", "", ""))))
        .isInstanceOf(BuildRefusal.Invalid.class);
    assertThat(refusalOf(() -> starts.start(RUNNER, DEMO, wish(pipeline, "x", remark + "r", "2"))))
        .isInstanceOf(BuildRefusal.Invalid.class);
  }

  @Test
  void who_may_only_look_starts_nothing() {
    PipelineId pipeline = ofSteps("", "run: make");

    assertThat(refusalOf(() -> starts.start(VIEWER, DEMO, wish(pipeline))))
        .isEqualTo(
            new BuildRefusal.Forbidden(
                Permission.EXECUTE_PIPELINE,
                BuildWording.MAY_NOT.of(Permission.EXECUTE_PIPELINE, DEMO)));
    assertThat(refusalOf(() -> starts.start(STRANGER, DEMO, wish(pipeline))))
        .isInstanceOf(BuildRefusal.Forbidden.class);
    assertThatThrownBy(() -> starts.start(STRANGER, OTHER, wish(pipeline)))
        .isInstanceOf(PipelineRefused.class);
    assertThat(audited()).isEmpty();
  }

  @Test
  void a_draft_is_run_by_those_who_may_edit_it() {
    PipelineId pipeline = ofSteps("", "run: make");
    versions.saveDraft(
        DEVELOPER,
        pipeline,
        Definition.of("version: v3.0\nsteps: [{run: draft}]\n"),
        Optional.of(new VersionNumber(1)),
        0);
    var wish =
        new StartWish(
            pipeline,
            new VersionChoice.Draft(),
            Data.ordered(Map.of()),
            TriggerKind.MANUAL,
            "",
            Optional.empty());

    assertThat(refusalOf(() -> starts.start(RUNNER, DEMO, wish)))
        .isInstanceOf(BuildRefusal.Forbidden.class);
    Build build = starts.start(DEVELOPER, DEMO, wish);

    assertThat(build.queueing().pipeline()).hasToString(pipeline + ":debug");
    assertThat(refusalOf(() -> restart(build, Optional.empty())))
        .isInstanceOf(BuildRefusal.Forbidden.class);
  }

  @Test
  void what_the_pipeline_does_not_take_is_refused_with_all_reasons() {
    PipelineId pipeline = ofSteps(ASKING, "run: make");
    var wish =
        new StartWish(
            pipeline,
            new VersionChoice.Newest(),
            Data.ordered(Map.of("a", "1", "b", "2")),
            TriggerKind.MANUAL,
            "",
            Optional.empty());

    assertThat(refusalOf(() -> starts.start(RUNNER, DEMO, wish)))
        .isInstanceOfSatisfying(
            BuildRefusal.NotStarted.class, refusal -> assertThat(refusal.reasons()).hasSize(2));
    assertThat(audited()).isEmpty();
  }

  @Test
  void what_has_no_manual_trigger_is_not_started_by_hand() {
    PipelineId pipeline = ofSteps("on:\n  push: [main]\n  manual: disabled\n", "run: make");

    assertThat(refusalOf(() -> start(pipeline)))
        .isEqualTo(new BuildRefusal.NotNow(BuildWording.NOT_BY_HAND.of("p")));
  }

  @Test
  void a_locked_queue_refuses_and_says_so() {
    PipelineId pipeline = ofSteps("concurrency:\n  group: g\n  queue-length: 0\n", "run: make");
    start(pipeline);

    assertThat(refusalOf(() -> start(pipeline))).isInstanceOf(BuildRefusal.NotQueued.class);
  }

  @Test
  void in_a_disabled_project_nothing_begins() {
    PipelineId pipeline = ofSteps("", "run: make");
    Build build = start(pipeline);
    projects.setEnabled(ROOT, DEMO, 1, false);

    assertThatThrownBy(() -> start(pipeline)).isInstanceOf(ProjectDisabled.class);
    assertThatThrownBy(() -> restart(build, Optional.empty())).isInstanceOf(ProjectDisabled.class);
  }

  @Test
  void a_restart_is_a_new_build_with_the_same_values() {
    PipelineId pipeline = ofSteps(ASKING, "run: make");
    Build first = starts.start(RUNNER, DEMO, wish(pipeline, "live", "old remark", "k"));

    Build second = restart(first, Optional.of("again"));

    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(second.number()).isEqualTo(2);
    assertThat(second.pipeline()).isEqualTo(first.pipeline());
    assertThat(second.start().parameters()).isEqualTo(first.start().parameters());
    assertThat(BuildFacts.of(second).startedBy()).contains("rita");
    assertThat(views.summary(VIEWER, second.id()).remark()).isEmpty();
    assertThat(restart(first, Optional.of("again")).id()).isEqualTo(second.id());
    assertThat(audited()).containsExactly("restart requested", "start requested");
  }

  @Test
  void builds_of_a_pipeline_that_is_disabled_or_gone_are_not_restarted() {
    PipelineId pipeline = ofSteps("", "run: make");
    Build build = start(pipeline);
    pipelines.enable(DEVELOPER, pipeline, revisionOf(pipeline), false);
    assertThat(refusalOf(() -> restart(build, Optional.empty())))
        .isEqualTo(new BuildRefusal.NotNow(BuildWording.PIPELINE_DISABLED.of("p")));

    pipelines.delete(DEVELOPER, pipeline, revisionOf(pipeline));

    assertThatThrownBy(() -> restart(build, Optional.empty())).isInstanceOf(PipelineRefused.class);
  }

  private Build restart(Build build, Optional<String> key) {
    return starts.restart(SECOND_RUNNER, build.id(), TriggerKind.MANUAL, "", key);
  }
}
