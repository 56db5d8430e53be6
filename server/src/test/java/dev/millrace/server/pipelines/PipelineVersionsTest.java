package dev.millrace.server.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.wording.Language;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PipelineVersionsTest extends PipelinesTestBase {
  private static final String START = "version: v3.0\n";
  private static final String STEPS = "steps: [{run: make}]\n";

  @Test
  void the_name_of_a_release_counts_which_part_has_changed() {
    PipelineId id = created("one").id();

    assertThat(nameOf(next(id, Definition.of(START + STEPS)))).isEqualTo("V1(P1.T1.1)");
    assertThat(nameOf(next(id, saying("other")))).isEqualTo("V2(P2.T1.1)");
    Definition scheduled =
        Definition.of(START + "on: {schedules: {cron: 0 0 * * *}}\nsteps: [{run: other}]\n");
    assertThat(nameOf(next(id, scheduled))).isEqualTo("V3(P2.T2.1)");
    Definition labelled = scheduled.withText(scheduled.text() + "label: [x]\n");
    assertThat(nameOf(next(id, labelled))).isEqualTo("V4(P2.T2.2)");
    assertThat(nameOf(next(id, labelled.with(keeping(7))))).isEqualTo("V5(P2.T2.3)");
    assertThat(nameOf(next(id, labelled.with(keeping(7))))).isEqualTo("V6(P2.T2.3)");
  }

  private static String nameOf(PipelineVersions.Released released) {
    return released.version().shown();
  }

  private static PipelineSettings keeping(int versions) {
    PipelineSettings usual = PipelineSettings.DEFAULT;
    return new PipelineSettings(
        "", usual.concurrency(), usual.cancelPolicy(), false, false, versions);
  }

  @Test
  void a_released_draft_keeps_its_number_and_is_gone() {
    PipelineEntry entry = created("one");

    PipelineEntry released = released(entry.id());

    assertThat(released.draft()).isEmpty();
    assertThat(released.newestNumber()).contains(new VersionNumber(1));
    assertThat(refusalOf(() -> versions.release(ANN, entry.id(), 0, "")).reason())
        .isEqualTo(PipelineWording.NO_DRAFT.of("one"));
  }

  @Test
  void of_two_who_save_one_draft_the_second_is_told() {
    PipelineId id = created("one").id();
    long seen = stampOf(id);
    versions.saveDraft(ANN, id, saying("ann"), Optional.empty(), seen);

    Refusal refusal =
        refusalOf(() -> versions.saveDraft(BOB, id, saying("bob"), Optional.empty(), seen));

    assertThat(refusal).isEqualTo(new Refusal.DraftChanged(seen, stampOf(id)));
    assertThat(refusal.reason().in(Language.CHINESE)).isEqualTo("草稿已被他人修改：请查看后重新保存");
    assertThat(refusalOf(() -> versions.release(BOB, id, seen, "")))
        .isInstanceOf(Refusal.DraftChanged.class);
    assertThat(refusalOf(() -> versions.discardDraft(BOB, id, seen)))
        .isInstanceOf(Refusal.DraftChanged.class);
    assertThat(versions.open(id).definition()).isEqualTo(saying("ann"));
  }

  @Test
  void a_draft_that_was_discarded_and_begun_again_is_another() {
    PipelineId id = released("one").id();
    save(id, saying("first"));
    long seen = stampOf(id);
    versions.discardDraft(ANN, id, seen);
    save(id, saying("second"));

    assertThat(refusalOf(() -> versions.release(ANN, id, seen, "")))
        .isInstanceOf(Refusal.DraftChanged.class);
  }

  @Test
  void a_draft_of_an_older_release_says_both_versions() {
    PipelineId id = released("one").id();
    next(id, saying("second"));
    save(id, saying("third"));
    versions.rollBack(BOB, id, new VersionNumber(1));

    Refusal refusal = refusalOf(() -> versions.release(ANN, id, stampOf(id), ""));

    assertThat(refusal.reason().english())
        .isEqualTo("the draft was made on V2(P2.T1.1), and V3(P3.T1.1) has been released since");
    assertThat(refusal.reason().in(Language.CHINESE))
        .isEqualTo("草稿基于 V2(P2.T1.1)，此后已发布 V3(P3.T1.1)");
    assertThat(
            refusalOf(() ->
                versions.saveDraft(
                    ANN, id, saying("x"), Optional.of(new VersionNumber(2)), stampOf(id))))
        .isInstanceOf(Refusal.BaseOutdated.class);

    // Saved on what is newest now, it can be released.
    save(id, saying("third"));
    assertThat(nameOf(versions.release(ANN, id, stampOf(id), ""))).isEqualTo("V4(P4.T1.1)");
  }

  @Test
  void nothing_is_released_that_has_an_error_and_all_are_told() {
    PipelineId id = created("one").id();
    save(id, Definition.of(START + "step: [{run: make}]\nlabel: {}\n"));

    var refusal = (Refusal.Invalid) refusalOf(() -> versions.release(ANN, id, stampOf(id), ""));

    List<Problem> problems = refusal.problems();
    assertThat(problems).hasSizeGreaterThanOrEqualTo(2);
    assertThat(problems)
        .anySatisfy(problem -> {
          assertThat(problem).hasToString("pipeline.yml:2:1 unknown-key");
          assertThat(problem.suggestion()).contains("steps");
        });
    assertThat(store.find(id).orElseThrow().newest()).isEmpty();
    assertThat(stampOf(id)).isPositive();
  }

  @Test
  void templates_are_refused_as_long_as_nobody_keeps_them() {
    PipelineId id = created("one").id();
    save(id, Definition.of(START + "stages: [{template: a.yml}]\n"));

    Refusal refusal = refusalOf(() -> versions.release(ANN, id, stampOf(id), ""));

    assertThat(refusal.reason()).isEqualTo(PipelineWording.TEMPLATES_NOT_HERE.of("one"));
    assertThat(refusal.reason().in(Language.CHINESE)).isEqualTo("流水线 one 引用了模板，此处暂时无法展开");
    assertThat(refusalOf(() -> runnable.find(ACME, id, new VersionChoice.Draft())))
        .isEqualTo(refusal);
  }

  @Test
  void the_description_of_a_release_has_at_most_1024_characters() {
    PipelineId id = created("one").id();

    assertThat(refusalOf(() -> versions.release(ANN, id, stampOf(id), "x".repeat(1_025))).reason())
        .hasToString("the description of the release must have 0 to 1024 characters");
    assertThat(versions.release(ANN, id, stampOf(id), "x".repeat(1_024)).version().description())
        .hasSize(1_024);
  }

  @Test
  void a_roll_back_says_what_the_old_version_did_under_the_name_of_now() {
    Definition named = Definition.of(START + "name: old\n" + STEPS);
    PipelineId id = pipelines.create(ANN, NewPipeline.of(ACME, "old", named)).id();
    released(id);
    next(id, Definition.of(START + "name: new\nsteps: [{run: other}]\n"));

    PipelineVersions.Released back = versions.rollBack(BOB, id, new VersionNumber(1));

    assertThat(back.entry().name()).isEqualTo("new");
    assertThat(back.version().description()).isEqualTo("back to V1(P1.T1.1)");
    assertThat(versions.find(id, new VersionChoice.Newest()).definition().text())
        .isEqualTo(START + "name: new\n" + STEPS);
    assertThat(store.audits().getLast().verb()).isEqualTo("rolled back");
  }

  @Test
  void an_old_version_can_become_the_draft() {
    PipelineId id = released("one").id();
    next(id, saying("second"));

    versions.draftFrom(BOB, id, new VersionNumber(1), 0);

    OpenDraft draft = versions.open(id);
    assertThat(draft.definition()).isEqualTo(saying("make"));
    assertThat(draft.base()).contains(new VersionNumber(2));
  }

  @Test
  void as_many_releases_are_kept_as_the_settings_say_and_those_builds_refer_to() {
    PipelineId id = created("one").id();
    next(id, saying("1").with(keeping(2)));
    next(id, saying("2").with(keeping(2)));
    assertThat(released(id, 1, 2)).isTrue();

    next(id, saying("3").with(keeping(2)));
    assertThat(released(id, 2, 3)).isTrue();

    referenced.add(new VersionNumber(2));
    next(id, saying("4").with(keeping(2)));
    assertThat(released(id, 2, 3, 4)).isTrue();
    next(id, saying("5").with(keeping(1)));
    assertThat(released(id, 2, 5)).isTrue();
    assertThat(refusalOf(() -> versions.delete(ANN, id, new VersionNumber(2))).reason().english())
        .startsWith("builds refer to the version V2(");
  }

  private boolean released(PipelineId id, int... numbers) {
    return store.released(id).stream()
        .mapToInt(VersionNumber::value)
        .boxed()
        .toList()
        .equals(java.util.Arrays.stream(numbers).boxed().toList());
  }

  @Test
  void fifty_releases_are_kept_where_nothing_is_said() {
    PipelineId id = created("one").id();
    for (int i = 0; i < 51; i++) {
      next(id, saying("make " + i));
    }

    assertThat(store.released(id)).hasSize(50).doesNotContain(new VersionNumber(1));
  }

  @Test
  void a_version_is_deleted_if_nothing_needs_it() {
    PipelineId id = released("one").id();
    next(id, saying("second"));
    save(id, saying("third"));
    versions.rollBack(ANN, id, new VersionNumber(1));

    assertThat(refusalOf(() -> versions.delete(ANN, id, new VersionNumber(4))).reason())
        .isEqualTo(PipelineWording.VERSION_NEWEST.of("V3(P3.T1.1)"));
    assertThat(refusalOf(() -> versions.delete(ANN, id, new VersionNumber(2))).reason())
        .isEqualTo(PipelineWording.VERSION_IS_BASE.of("V2(P2.T1.1)"));
    assertThat(refusalOf(() -> versions.delete(ANN, id, new VersionNumber(3))).reason())
        .isEqualTo(PipelineWording.NO_VERSION.of("one", 3));
    versions.delete(ANN, id, new VersionNumber(1));
    assertThat(versions.list(id, Optional.empty(), 9))
        .extracting(version -> version.number().value())
        .containsExactly(4, 3, 2);
  }

  @Test
  void the_only_draft_of_a_pipeline_is_not_discarded() {
    PipelineId id = created("one").id();

    assertThat(refusalOf(() -> versions.discardDraft(ANN, id, stampOf(id))).reason())
        .isEqualTo(PipelineWording.ONLY_DRAFT.of());
  }
}
