package dev.millrace.server.pipelines.http;

import static dev.millrace.server.pipelines.http.PipelinePath.DRAFT;
import static dev.millrace.server.pipelines.http.PipelinePath.PIPELINE;
import static dev.millrace.server.pipelines.http.PipelinePath.VERSION;

import dev.millrace.server.access.Permission;
import dev.millrace.server.http.Answer;
import dev.millrace.server.http.Call;
import dev.millrace.server.http.Needs;
import dev.millrace.server.http.Reply;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.problem.HttpWording;
import dev.millrace.server.http.problem.Refused;
import dev.millrace.server.pipelines.Checked;
import dev.millrace.server.pipelines.Definition;
import dev.millrace.server.pipelines.DefinitionFormat;
import dev.millrace.server.pipelines.OpenDraft;
import dev.millrace.server.pipelines.PipelineEntry;
import dev.millrace.server.pipelines.PipelineVersions;
import dev.millrace.server.pipelines.Pipelines;
import dev.millrace.server.pipelines.VersionNumber;
import dev.millrace.server.pipelines.http.PipelineView.DraftMark;
import dev.millrace.server.projects.Projects;
import java.util.List;
import java.util.Optional;

/**
 * Edits drafts and releases them. {@code If-Match} repeats the stamp of the draft that was seen,
 * {@code "0"} where there was none.
 */
public final class DraftRoutes {
  private final PipelineVersions versions;
  private final PipelinePath path;
  private final Activities activities;

  public DraftRoutes(
      PipelineVersions versions, Pipelines pipelines, Projects projects, LastBuilds builds) {
    this.versions = versions;
    this.path = new PipelinePath(projects, pipelines);
    this.activities = new Activities(builds);
  }

  /**
   * What to edit.
   *
   * @param base the number of the newest release when it was made; to be said when it is saved
   * @param stamp 0: there is no draft yet, this is what one begins with
   */
  public record DraftView(
      String definition,
      DefinitionFormat format,
      SettingsView settings,
      Optional<Integer> base,
      long stamp) {}

  /**
   * A draft to keep.
   *
   * @param definition YAML or JSON, whatever it holds
   * @param settings absent: they stay as they are
   * @param base the number of the release it was made from; absent: none was there
   */
  public record DraftText(
      String definition, Optional<SettingsView> settings, Optional<Integer> base) {}

  /** A text that somebody wants to know the problems of. */
  public record TextToCheck(String definition) {}

  /**
   * What speaks against a text.
   *
   * @param releasable whether it could be released
   * @param obstacles what has no place in the text
   */
  public record CheckView(boolean releasable, List<ProblemView> problems, List<String> obstacles) {}

  /** What is new about a release. */
  public record ReleaseNote(String description) {}

  /** A version that was released. */
  public record ReleasedView(
      PipelineView pipeline, VersionView version, List<ProblemView> warnings) {}

  public List<Route> routes() {
    return List.of(
        Route.get("get-draft", DRAFT)
            .summary("Shows the draft of a pipeline, or what one would begin with")
            .needs(Needs.in(Permission.VIEW_PIPELINE))
            .answers(DraftView.class)
            .by(this::show),
        Route.put("save-draft", DRAFT)
            .summary("Keeps a draft, whatever it holds; If-Match repeats the stamp, 0 for none")
            .needs(Needs.in(Permission.EDIT_PIPELINE))
            .answers(DraftMark.class)
            .takes(DraftText.class)
            .by(this::save),
        Route.delete("discard-draft", DRAFT)
            .summary("Drops the draft of a pipeline that has a release")
            .needs(Needs.in(Permission.EDIT_PIPELINE))
            .answers(new Reply.Done())
            .by(this::discard),
        Route.post("check-draft", DRAFT + "/check")
            .summary("Says what is wrong with a text, and keeps nothing")
            .needs(Needs.in(Permission.EDIT_PIPELINE))
            .answers(CheckView.class)
            .takes(TextToCheck.class)
            .by(this::check),
        Route.post("release-draft", PIPELINE + "/release")
            .summary("Makes the draft the newest release")
            .needs(Needs.in(Permission.EDIT_PIPELINE))
            .answers(ReleasedView.class)
            .takes(ReleaseNote.class)
            .by(this::release),
        Route.post("roll-back", VERSION + "/rollback")
            .summary("Releases once more what an older version says")
            .needs(Needs.in(Permission.EDIT_PIPELINE))
            .answers(ReleasedView.class)
            .by(this::rollBack),
        Route.post("draft-from-version", VERSION + "/draft")
            .summary("Makes what a version says the draft; If-Match repeats the stamp, 0 for none")
            .needs(Needs.in(Permission.EDIT_PIPELINE))
            .answers(DraftMark.class)
            .by(this::draftFrom));
  }

  private Answer show(Call call) {
    OpenDraft open = versions.open(path.toSee(call).id());
    Answer answer =
        Answer.ok(
            new DraftView(
                open.definition().text(),
                open.definition().format(),
                SettingsView.of(open.definition().settings()),
                open.base().map(VersionNumber::value),
                open.stamp()));
    // What one would begin with changes while its stamp stays 0, so it has no ETag.
    return open.stamp() == 0 ? answer : answer.at(open.stamp());
  }

  private Answer save(Call call, DraftText text) {
    PipelineEntry entry = path.toChange(call);
    long stamp = call.expectedVersion();
    Definition definition =
        Definition.of(text.definition())
            .with(
                text.settings()
                    .map(SettingsView::settings)
                    .orElseGet(() -> versions.open(entry.id()).definition().settings()));
    return kept(
        versions.saveDraft(
            call.actor(), entry.id(), definition, text.base().map(DraftRoutes::base), stamp));
  }

  private static VersionNumber base(int number) {
    if (number < 1) {
      throw Refused.invalid(
          HttpWording.WRONG_VALUE.of("base", number, "the number of a version, from 1"));
    }
    return new VersionNumber(number);
  }

  private static Answer kept(PipelineEntry entry) {
    DraftMark draft = DraftMark.of(entry.draft().orElseThrow());
    return Answer.ok(draft).at(draft.stamp());
  }

  private Answer discard(Call call) {
    PipelineEntry entry = path.toChange(call);
    var _ = versions.discardDraft(call.actor(), entry.id(), call.expectedVersion());
    return Answer.done();
  }

  private Answer check(Call call, TextToCheck text) {
    Checked checked = Checked.of(path.toSee(call), text.definition());
    return Answer.ok(
        new CheckView(
            checked.isReleasable(),
            ProblemView.of(checked.problems(), call),
            checked.obstacles().stream().map(call::say).toList()));
  }

  private Answer release(Call call, ReleaseNote note) {
    PipelineEntry entry = path.toChange(call);
    return released(
        call,
        versions.release(call.actor(), entry.id(), call.expectedVersion(), note.description()));
  }

  private Answer rollBack(Call call) {
    PipelineEntry entry = path.toChange(call);
    return released(
        call, versions.rollBack(call.actor(), entry.id(), PipelinePath.version(call, entry)));
  }

  private Answer draftFrom(Call call) {
    PipelineEntry entry = path.toChange(call);
    VersionNumber version = PipelinePath.version(call, entry);
    return kept(versions.draftFrom(call.actor(), entry.id(), version, call.expectedVersion()));
  }

  private Answer released(Call call, PipelineVersions.Released released) {
    return Answer.ok(
        new ReleasedView(
            activities.shown(call, released.entry()),
            VersionView.of(released.version()),
            ProblemView.of(released.warnings(), call)));
  }
}
