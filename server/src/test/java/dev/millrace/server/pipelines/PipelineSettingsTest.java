package dev.millrace.server.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.Concurrency;
import dev.millrace.pipeline.Concurrency.RunLock;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.server.pipelines.PipelineSettings.CancelPolicy;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PipelineSettingsTest extends PipelinesTestBase {
  private static final Concurrency SINGLE = concurrency(RunLock.SINGLE, null, 3, 4, 5);
  private static final PipelineSettings UNUSUAL =
      new PipelineSettings("beside", SINGLE, CancelPolicy.EXECUTE_PERMISSION, true, true, 7);

  private static Concurrency concurrency(
      RunLock lock, @org.jspecify.annotations.Nullable String group, int... numbers) {
    return new Concurrency(
        lock,
        Optional.ofNullable(group),
        false,
        Optional.of(numbers[0]),
        Optional.of(numbers[1]),
        Optional.of(numbers[2]));
  }

  private static PipelineSettings queueing(Concurrency concurrency) {
    return new PipelineSettings("", concurrency, CancelPolicy.RESTRICTED, false, false, 50);
  }

  private static PipelineSettings keeping(int versions) {
    return new PipelineSettings(
        "", Concurrency.DEFAULT, CancelPolicy.RESTRICTED, false, false, versions);
  }

  private static PipelineSettings describedBy(int length) {
    return new PipelineSettings(
        "流".repeat(length), Concurrency.DEFAULT, CancelPolicy.RESTRICTED, false, false, 50);
  }

  @Test
  void a_new_pipeline_runs_many_builds_at_once_and_restricts_who_cancels() {
    assertThat(PipelineSettings.DEFAULT.concurrency().lock()).isEqualTo(RunLock.MULTIPLE);
    assertThat(PipelineSettings.DEFAULT.cancelPolicy()).isEqualTo(CancelPolicy.RESTRICTED);
    assertThat(PipelineSettings.DEFAULT.versionsKept()).isEqualTo(50);
    assertThat(PipelineSettings.DEFAULT.problems()).isEmpty();
  }

  @Test
  void each_number_has_its_range() {
    assertThat(queueing(concurrency(RunLock.MULTIPLE, null, 0, 1, 1)).problems()).isEmpty();
    assertThat(queueing(concurrency(RunLock.MULTIPLE, null, 200, 1_440, 200)).problems()).isEmpty();
    assertThat(queueing(concurrency(RunLock.MULTIPLE, null, -1, 0, 0)).problems())
        .extracting(Object::toString)
        .containsExactly(
            "the number of builds that may wait must be 0 to 200",
            "the minutes a build may wait must be 1 to 1440",
            "the number of builds that may run at once must be 1 to 200");
    assertThat(queueing(concurrency(RunLock.MULTIPLE, null, 201, 1_441, 201)).problems())
        .hasSize(3);
    assertThat(keeping(1).problems()).isEmpty();
    assertThat(keeping(500).problems()).isEmpty();
    assertThat(keeping(0).problems()).hasSize(1);
    assertThat(keeping(501).problems()).hasSize(1);
  }

  @Test
  void each_text_has_its_length() {
    assertThat(describedBy(255).problems()).isEmpty();
    assertThat(describedBy(256).problems()).hasSize(1);
    assertThat(group("g").problems()).isEmpty();
    assertThat(group("g".repeat(128)).problems()).isEmpty();
    assertThat(group("").problems()).hasSize(1);
    assertThat(group("g".repeat(129)).problems()).hasSize(1);
  }

  private static PipelineSettings group(String name) {
    return queueing(concurrency(RunLock.GROUP_LOCK, name, 1, 1, 1));
  }

  @Test
  void settings_out_of_range_are_not_kept() {
    assertThat(
            refusalOf(() ->
                pipelines.create(ANN, NewPipeline.of(ACME, "one", saying("x").with(keeping(0))))))
        .isInstanceOf(Refusal.OutOfRange.class);
  }

  @Test
  void settings_beside_a_silent_text_are_in_force() {
    Pipeline pipeline = started(saying("make").with(UNUSUAL));

    assertThat(pipeline.concurrency()).isEqualTo(SINGLE);
    assertThat(pipeline.description()).isEqualTo("beside");
    assertThat(pipeline.settings().cancelRestricted()).isFalse();
    assertThat(pipeline.settings().failIfVariableInvalid()).isTrue();
    assertThat(pipeline.settings().cleanVariablesOnRetry()).isTrue();
    assertThat(started(saying("make")).settings().cancelRestricted()).isTrue();
  }

  @Test
  void what_yaml_says_wins() {
    String text =
        """
        version: v3.0
        desc: said
        concurrency: {queue-length: 1}
        cancel-policy: RESTRICTED
        fail-if-variable-invalid: false
        disable-pipeline: true
        custom-build-num: ${{BUILD_NO_OF_DAY}}
        steps: [{run: make}]
        """;

    Pipeline pipeline = started(Definition.of(text).with(UNUSUAL));

    assertThat(pipeline.concurrency().lock()).isEqualTo(RunLock.MULTIPLE);
    assertThat(pipeline.concurrency().queueLength()).contains(1);
    assertThat(pipeline.description()).isEqualTo("said");
    assertThat(pipeline.settings().cancelRestricted()).isTrue();
    assertThat(pipeline.settings().failIfVariableInvalid()).isFalse();
    assertThat(pipeline.settings().disabled()).isTrue();
    assertThat(pipeline.settings().customBuildNumber()).contains("${{BUILD_NO_OF_DAY}}");
  }

  @Test
  void what_json_says_wins_and_its_silence_does_not() {
    String model =
        """
        {"model": {"name": "m", "stages": [{"containers": [{"@type": "trigger"}]},
          {"containers": [{"@type": "normal", "elements": [
            {"@type": "linuxScript", "name": "s", "script": "make"}]}]}]},
         "setting": {"runLockType": "SINGLE_LOCK", "cleanVariablesWhenRetry": false}}
        """;

    Pipeline pipeline = started(Definition.of(model).with(UNUSUAL));

    assertThat(pipeline.concurrency().lock()).isEqualTo(RunLock.SINGLE_LOCK);
    assertThat(pipeline.settings().cleanVariablesOnRetry()).isFalse();
    assertThat(pipeline.settings().failIfVariableInvalid()).isTrue();
    assertThat(pipeline.settings().cancelRestricted()).isFalse();
  }

  private Pipeline started(Definition definition) {
    PipelineEntry entry =
        pipelines.create(ANN, NewPipeline.of(ACME, "p" + definition.hashCode(), definition));
    released(entry.id());
    return runnable.find(ACME, entry.id(), new VersionChoice.Newest()).pipeline();
  }
}
