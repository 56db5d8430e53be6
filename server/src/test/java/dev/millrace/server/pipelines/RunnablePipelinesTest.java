package dev.millrace.server.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.variable.VariableForm;
import dev.millrace.server.builds.queues.StartRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunnablePipelinesTest extends PipelinesTestBase {
  private static final VersionChoice NEWEST = new VersionChoice.Newest();
  private static final VersionChoice DRAFT = new VersionChoice.Draft();

  private static final Definition ASKING =
      Definition.of(
          """
          version: v3.0
          on: {manual: {can-skip-step: true}}
          recommended-version: {major: 2, allow-modify-at-startup: true}
          variables:
            plain: hello
            fixed: {value: "1", const: true}
            hidden: {value: x, allow-modify-at-startup: false}
            token: {value: secret, sensitive: true, allow-modify-at-startup: true}
            target:
              value: test
              allow-modify-at-startup: true
              props:
                type: selector
                label: Where to
                description: The place.
                group: Places
                required: true
                options: [{id: test, label: Test}, {id: live}]
          steps: [{run: make}]
          """);

  @Test
  void a_release_and_a_draft_are_ready_to_start() {
    PipelineId id = released("one").id();
    save(id, saying("draft"));

    RunnablePipeline release = runnable.find(ACME, id, NEWEST);
    RunnablePipeline draft = runnable.findByName(ACME, "one", DRAFT);

    assertThat(release.isDebug()).isFalse();
    assertThat(draft.isDebug()).isTrue();
    assertThat(release.version().shown()).isEqualTo("V1(P1.T1.1)");
    assertThat(release.pipeline()).isNotEqualTo(draft.pipeline());
    assertThat(runnable.find(ACME, id, new VersionChoice.Numbered(new VersionNumber(2))).pipeline())
        .isEqualTo(draft.pipeline());
  }

  @Test
  void builds_of_a_draft_count_apart_and_queue_apart() {
    PipelineId id = created("one").id();

    RunnablePipeline draft = runnable.find(ACME, id, DRAFT);
    StartRequest request =
        draft.request(new BuildId("b"), new LinkedHashMap<>(), new LinkedHashMap<>());

    assertThat(request.pipelineId()).isEqualTo(new PipelineId(id + ":debug"));
    assertThat(request.unnumbered().queueing().queue()).hasToString("pipeline:" + id + ":debug");
    assertThat(request.builtIn())
        .containsEntry("BK_CI_PIPELINE_ID", new VariableValue(id.value(), true, false))
        .containsEntry("ci.debug", new VariableValue("true", true, false));
    assertThat(RunnablePipeline.ownerOf(request.pipelineId())).isEqualTo(id);
    assertThat(RunnablePipeline.ownerOf(id)).isEqualTo(id);
  }

  @Test
  void what_is_not_there_is_refused() {
    PipelineId id = created("one").id();

    assertThat(refusalOf(() -> runnable.find(ACME, id, NEWEST)).reason())
        .isEqualTo(PipelineWording.NO_RELEASE.of("one"));
    assertThat(refusalOf(() -> runnable.find(new ProjectId("other"), id, DRAFT)).reason())
        .isEqualTo(PipelineWording.NO_PIPELINE.of(id));
    assertThat(
            refusalOf(
                    () -> runnable.find(ACME, id, new VersionChoice.Numbered(new VersionNumber(9))))
                .reason())
        .isEqualTo(PipelineWording.NO_VERSION.of("one", 9));
    save(id, Definition.of("nonsense"));
    assertThat(refusalOf(() -> runnable.find(ACME, id, DRAFT))).isInstanceOf(Refusal.Invalid.class);
  }

  @Test
  void a_start_form_asks_for_what_can_be_given_and_shows_constants() {
    StartForm form = asking().startForm();

    assertThat(form.byHand()).isTrue();
    assertThat(form.canSkipTasks()).isTrue();
    assertThat(form.version().orElseThrow().major()).isEqualTo("2");
    assertThat(form.fields())
        .extracting(StartForm.Field::name)
        .containsExactly("plain", "fixed", "token", "target");
    assertThat(form.fields().get(1).readOnly()).isTrue();
    StartForm.Field target = form.fields().get(3);
    assertThat(target.label()).isEqualTo("Where to");
    assertThat(target.value()).contains(Data.text("test"));
    assertThat(target.options())
        .extracting(VariableForm.Option::id)
        .containsExactly("test", "live");
    assertThat(target.required()).isTrue();
    assertThat(target.description()).isEqualTo("The place.");
    assertThat(target.group()).isEqualTo("Places");
  }

  @Test
  void a_start_form_holds_no_secret() {
    StartForm.Field token = asking().startForm().fields().get(2);

    assertThat(token.secret()).isTrue();
    assertThat(token.value()).isEqualTo(Optional.empty());
    assertThat(asking().startForm().toString()).doesNotContain("value=secret");
  }

  @Test
  void values_are_checked_as_a_start_checks_them() {
    assertThat(asking().problemsWith(new LinkedHashMap<>())).isEmpty();
    assertThat(
            asking()
                .problemsWith(
                    new LinkedHashMap<>(Map.of("target", "", "fixed", "2", "nothing", "x"))))
        .extracting(Object::toString)
        .containsExactlyInAnyOrder(
            "the variable fixed is a constant and can't be given",
            "the pipeline has no variable nothing",
            "the variable target needs a value");
  }

  private RunnablePipeline asking() {
    PipelineEntry entry =
        pipelines
            .findByName(ACME, "asking")
            .orElseGet(() -> pipelines.create(ANN, NewPipeline.of(ACME, "asking", ASKING)));
    return runnable.find(ACME, entry.id(), DRAFT);
  }
}
