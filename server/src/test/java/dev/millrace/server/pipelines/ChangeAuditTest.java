package dev.millrace.server.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.server.access.Actor;
import dev.millrace.server.access.AuditEntry;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangeAuditTest extends PipelinesTestBase {
  private static PipelineSettings keeping(int versions) {
    PipelineSettings usual = PipelineSettings.DEFAULT;
    return new PipelineSettings(
        "", usual.concurrency(), usual.cancelPolicy(), false, false, versions);
  }

  @Test
  void every_change_says_who_did_what() {
    PipelineId id = released("one").id();
    pipelines.rename(BOB, id, revisionOf(id), "two");
    pipelines.enable(BOB, id, revisionOf(id), false);
    save(id, saying("other"));
    versions.discardDraft(BOB, id, stampOf(id));
    next(id, saying("other"));
    versions.rollBack(BOB, id, new VersionNumber(1));
    versions.delete(BOB, id, new VersionNumber(1));
    pipelines.delete(BOB, id, revisionOf(id));
    pipelines.restore(BOB, id, Optional.empty(), 500);

    assertThat(store.audits())
        .extracting(AuditEntry::verb)
        .containsExactly(
            "created",
            "released",
            "renamed",
            "disabled",
            "draft saved",
            "draft discarded",
            "draft saved",
            "released",
            "rolled back",
            "version deleted",
            "deleted",
            "restored");
    assertThat(store.audits().getLast().actor()).isEqualTo(BOB);
    assertThat(store.audits())
        .allSatisfy(audit -> {
          assertThat(audit.project()).contains(ACME);
          assertThat(audit.thing()).isEqualTo(new AuditEntry.Thing("pipeline", id.value()));
          assertThat(audit.at()).isEqualTo(clock.instant());
        });
  }

  @Test
  void a_change_says_what_was_and_what_has_become() {
    PipelineId id = created("one").id();
    assertLast("", "{'name':'one'}");

    released(id);
    assertLast("{'name':'one'}", "{'name':'one','release':'V1(P1.T1.1)'}");
    pipelines.rename(BOB, id, revisionOf(id), "two");
    assertLast("{'name':'one'}", "{'name':'two'}");
    pipelines.enable(BOB, id, revisionOf(id), false);
    assertLast("{'name':'two','enabled':true}", "{'name':'two','enabled':false}");
    save(id, saying("make").with(keeping(7)));
    assertLast(
        "{'name':'two','settings.versionsKept':'50'}",
        "{'name':'two','settings.versionsKept':'7'}");
    versions.release(BOB, id, stampOf(id), "");
    assertLast(
        "{'name':'two','release':'V1(P1.T1.1)','settings.versionsKept':'50'}",
        "{'name':'two','release':'V2(P1.T1.2)','settings.versionsKept':'7'}");
    versions.delete(BOB, id, new VersionNumber(1));
    assertLast("{'name':'two','version':'V1(P1.T1.1)'}", "{'name':'two'}");
    pipelines.delete(BOB, id, revisionOf(id));
    assertLast("{'name':'two'}", "");
    pipelines.restore(BOB, id, Optional.of("three"), 500);
    assertLast("", "{'name':'three'}");
  }

  private void assertLast(String before, String after) {
    AuditEntry last = store.audits().getLast();
    assertThat(last.before().orElse("")).isEqualTo(before.replace('\'', '"'));
    assertThat(last.after().orElse("")).isEqualTo(after.replace('\'', '"'));
  }

  @Test
  void a_draft_released_after_a_roll_back_counts_as_released() {
    PipelineId id = released("one").id();
    save(id, saying("second"));
    versions.rollBack(BOB, id, new VersionNumber(1));
    save(id, saying("second"));

    versions.release(BOB, id, stampOf(id), "");

    assertThat(store.audits().getLast().verb()).isEqualTo("released");
  }

  @Test
  void the_server_itself_changes_no_pipeline() {
    PipelineId id = created("one").id();

    assertThatThrownBy(() -> pipelines.rename(Actor.SYSTEM, id, revisionOf(id), "two"))
        .hasMessage("a pipeline is changed by a user");
  }
}
