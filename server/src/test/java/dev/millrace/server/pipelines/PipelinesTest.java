package dev.millrace.server.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.engine.state.ProjectId;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PipelinesTest extends PipelinesTestBase {
  @Test
  void a_new_pipeline_has_an_id_in_the_known_form_and_a_draft() {
    PipelineEntry entry = created("one");

    assertThat(entry.id().value()).matches("p-[0-9a-f]{32}");
    assertThat(pipelines.find(ACME, entry.id())).contains(entry);
    assertThat(pipelines.findByName(ACME, "one")).contains(entry);
    assertThat(pipelines.find(new ProjectId("other"), entry.id())).isEmpty();
    assertThat(entry.draft()).isPresent();
    assertThat(entry.newest()).isEmpty();
  }

  @Test
  void a_blank_pipeline_can_be_released_as_it_is() {
    PipelineEntry entry = pipelines.create(ANN, NewPipeline.of(ACME, "blank", Definition.blank()));

    assertThat(released(entry.id()).newest().orElseThrow().name()).hasToString("V1(P1.T1.1)");
  }

  @Test
  void the_name_is_that_of_the_wish_or_else_of_the_text() {
    Definition named = Definition.of("version: v3.0\nname: said # kept\nsteps: [{run: make}]\n");

    PipelineEntry said = pipelines.create(ANN, new NewPipeline(ACME, Optional.empty(), named, 500));
    PipelineEntry wished = pipelines.create(ANN, NewPipeline.of(ACME, "wished", named));

    assertThat(said.name()).isEqualTo("said");
    assertThat(wished.name()).isEqualTo("wished");
    assertThat(versions.open(wished.id()).definition().text()).contains("name: wished # kept\n");
    assertThat(
            refusalOf(() ->
                    pipelines.create(
                        ANN, new NewPipeline(ACME, Optional.empty(), saying("x"), 500)))
                .reason())
        .isEqualTo(PipelineWording.NAME_NEEDED.of());
  }

  @Test
  void a_draft_may_hold_anything() {
    PipelineEntry entry =
        pipelines.create(ANN, NewPipeline.of(ACME, "one", Definition.of("stages: [")));

    assertThat(versions.open(entry.id()).definition().text()).isEqualTo("stages: [");
  }

  @Test
  void names_have_1_to_255_characters() {
    created("x");
    created("流".repeat(255));

    assertThat(refusalOf(() -> created(""))).isInstanceOf(Refusal.OutOfRange.class);
    assertThat(refusalOf(() -> created("x".repeat(256))).reason().english())
        .isEqualTo("the name must have 1 to 255 characters");
    assertThat(refusalOf(() -> pipelines.rename(ANN, released("y").id(), 2, "z".repeat(256))))
        .isInstanceOf(Refusal.OutOfRange.class);
  }

  @Test
  void labels_are_at_most_120_of_at_most_64_characters() {
    assertThat(labelled(120, 64).labels()).hasSize(120);
    assertThat(refusalOf(() -> labelled(121, 3)).reason())
        .isEqualTo(PipelineWording.TOO_MANY_LABELS.of(120));
    assertThat(refusalOf(() -> labelled(1, 65)).reason().english())
        .isEqualTo("each label must have 1 to 64 characters");
  }

  private PipelineEntry labelled(int count, int length) {
    String labels =
        IntStream.range(0, count)
            .mapToObj(i -> "l" + i + "x".repeat(Math.max(0, length - 1 - ("" + i).length())))
            .collect(Collectors.joining(", "));
    return pipelines.create(
        ANN,
        NewPipeline.of(
            ACME,
            "labelled",
            Definition.of("version: v3.0\nlabel: [" + labels + "]\nsteps: [{run: make}]\n")));
  }

  @Test
  void a_text_is_at_most_as_long_as_its_format_allows() {
    String start = "version: v3.0\nsteps: [{run: make}]\n#";
    String longest = start + "x".repeat(1_048_576 - start.length());

    pipelines.create(ANN, NewPipeline.of(ACME, "long", Definition.of(longest)));
    pipelines.create(
        ANN,
        NewPipeline.of(
            ACME,
            "model",
            new Definition(
                DefinitionFormat.JSON, "x".repeat(16_777_215), PipelineSettings.DEFAULT)));

    assertThat(
            refusalOf(() ->
                    pipelines.create(
                        ANN, NewPipeline.of(ACME, "longer", Definition.of(longest + "x"))))
                .reason()
                .english())
        .isEqualTo("the definition must have 0 to 1048576 characters");
    assertThat(DefinitionReader.mostCharacters(DefinitionFormat.JSON)).isEqualTo(16_777_215);
  }

  @Test
  void a_project_has_as_many_pipelines_as_it_may_have() {
    for (int i = 0; i < PipelineLimits.PIPELINES_OF_PROJECT; i++) {
      created("p" + i);
    }

    assertThat(refusalOf(() -> created("one more"))).isEqualTo(new Refusal.ProjectFull(500));
    pipelines.create(ANN, new NewPipeline(ACME, Optional.of("allowed"), saying("make"), 501));
    pipelines.create(ANN, NewPipeline.of(new ProjectId("other"), "p1", saying("make")));
  }

  @Test
  void a_copy_says_what_the_newest_release_does() {
    PipelineEntry entry = released("one");
    save(entry.id(), saying("other"));

    PipelineEntry copy = pipelines.copy(BOB, entry.id(), "copy", 500);

    assertThat(copy.creator()).isEqualTo(BOB.user().orElseThrow());
    assertThat(versions.open(copy.id()).definition()).isEqualTo(saying("make"));
    assertThat(refusalOf(() -> pipelines.copy(BOB, entry.id(), "one", 500)))
        .isEqualTo(new Refusal.NameTaken("one", entry.id()));
  }

  @Test
  void a_new_name_goes_into_the_draft_and_what_is_made_of_the_release() {
    Definition named = Definition.of("version: v3.0\nname: old\nsteps: [{run: make}]\n");
    PipelineEntry entry = pipelines.create(ANN, NewPipeline.of(ACME, "old", named));
    released(entry.id());
    pipelines.rename(BOB, entry.id(), revisionOf(entry.id()), "new");

    assertThat(versions.open(entry.id()).definition().text()).contains("name: new\n");
    save(entry.id(), named);
    pipelines.rename(BOB, entry.id(), revisionOf(entry.id()), "newer");
    assertThat(versions.open(entry.id()).definition().text()).contains("name: newer\n");
    assertThat(runnable.find(ACME, entry.id(), new VersionChoice.Newest()).pipeline().name())
        .isEqualTo("newer");
  }

  @Test
  void the_name_a_released_text_says_is_the_pipelines() {
    PipelineEntry entry = released("old");

    PipelineEntry renamed =
        next(entry.id(), Definition.of("version: v3.0\nname: new\nsteps: [{run: make}]\n")).entry();

    assertThat(renamed.name()).isEqualTo("new");
    created("old");
    save(entry.id(), Definition.of("version: v3.0\nname: old\nsteps: [{run: make}]\n"));
    assertThat(refusalOf(() -> released(entry.id()))).isInstanceOf(Refusal.NameTaken.class);
  }

  @Test
  void a_disabled_pipeline_is_found_and_refuses_to_start() {
    PipelineEntry entry = released("one");

    pipelines.enable(BOB, entry.id(), revisionOf(entry.id()), false);

    var found = runnable.find(ACME, entry.id(), new VersionChoice.Newest());
    assertThat(found.problemsWith(new java.util.LinkedHashMap<>()))
        .extracting(Object::toString)
        .containsExactly("the pipeline is disabled");
    pipelines.enable(BOB, entry.id(), revisionOf(entry.id()), true);
    assertThat(
            runnable
                .find(ACME, entry.id(), new VersionChoice.Newest())
                .problemsWith(new java.util.LinkedHashMap<>()))
        .isEmpty();
  }

  @Test
  void a_wish_decided_on_what_was_changed_since_is_refused() {
    PipelineEntry seen = created("one");
    pipelines.rename(BOB, seen.id(), seen.revision(), "two");
    var stale = new Refusal.Changed("two", 1, 2);

    assertThat(refusalOf(() -> pipelines.rename(ANN, seen.id(), seen.revision(), "three")))
        .isEqualTo(stale);
    assertThat(refusalOf(() -> pipelines.enable(ANN, seen.id(), seen.revision(), false)))
        .isEqualTo(stale);
    assertThat(refusalOf(() -> pipelines.delete(ANN, seen.id(), seen.revision()))).isEqualTo(stale);

    assertThat(pipelines.find(ACME, seen.id()).orElseThrow().name()).isEqualTo("two");
  }

  @Test
  void what_is_deleted_is_not_found_until_it_is_restored() {
    PipelineEntry entry = released("one");

    pipelines.delete(BOB, entry.id(), revisionOf(entry.id()));

    assertThat(pipelines.find(ACME, entry.id())).isEmpty();
    assertThat(refusalOf(() -> runnable.find(ACME, entry.id(), new VersionChoice.Newest())))
        .isInstanceOf(Refusal.NotFound.class);
    assertThat(refusalOf(() -> pipelines.rename(ANN, entry.id(), revisionOf(entry.id()), "two")))
        .isInstanceOf(Refusal.NotFound.class);
    PipelineEntry restored = pipelines.restore(BOB, entry.id(), Optional.empty(), 500);
    assertThat(pipelines.find(ACME, entry.id())).contains(restored);
    assertThat(refusalOf(() -> pipelines.restore(BOB, entry.id(), Optional.empty(), 500)).reason())
        .isEqualTo(PipelineWording.NOT_DELETED.of("one"));
  }

  @Test
  void a_name_taken_meanwhile_is_no_end_of_a_restoration() {
    PipelineEntry entry = created("one");
    pipelines.delete(ANN, entry.id(), revisionOf(entry.id()));
    PipelineEntry other = created("one");

    assertThat(refusalOf(() -> pipelines.restore(ANN, entry.id(), Optional.empty(), 500)))
        .isEqualTo(new Refusal.NameTaken("one", other.id()));
    assertThat(pipelines.restore(ANN, entry.id(), Optional.of("two"), 500).name()).isEqualTo("two");
  }

  @Test
  void what_was_deleted_can_be_restored_for_30_days() {
    PipelineEntry entry = created("one");
    pipelines.delete(ANN, entry.id(), revisionOf(entry.id()));

    clock.advance(Duration.ofDays(30));
    assertThat(pipelines.purge()).isZero();
    clock.advance(Duration.ofNanos(1));
    assertThat(pipelines.purge()).isEqualTo(1);

    assertThat(refusalOf(() -> pipelines.restore(ANN, entry.id(), Optional.empty(), 500)))
        .isInstanceOf(Refusal.NotFound.class);
  }

  @Test
  void one_purge_removes_at_most_100() {
    for (int i = 0; i < 101; i++) {
      pipelines.delete(ANN, created("p" + i).id(), 1);
    }
    clock.advance(Duration.ofDays(31));

    assertThat(pipelines.purge()).isEqualTo(100);
    assertThat(pipelines.purge()).isEqualTo(1);
    assertThat(pipelines.purge()).isZero();
  }

  @Test
  void a_page_has_1_to_100_entries() {
    PipelineEntry entry = released("one");

    assertThat(pipelines.list(PipelineQuery.of(ACME, 100)).ids()).containsExactly(entry.id());
    assertThat(versions.list(entry.id(), Optional.empty(), 100)).hasSize(1);
    assertThatThrownBy(() -> PipelineQuery.of(ACME, 0)).hasMessageContaining("1 to 100");
    assertThatThrownBy(() -> PipelineQuery.of(ACME, 101)).hasMessageContaining("1 to 100");
    assertThatThrownBy(() -> versions.list(entry.id(), Optional.empty(), 101))
        .hasMessageContaining("1 to 100");
  }
}
