package dev.millrace.server.pipelines;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.server.access.Actor;
import dev.millrace.wording.Sentence;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What pipelines say: one draft each, and what has been released. Safe from any thread; blocks as
 * its store does. As in {@link Pipelines}, whoever calls has asked who may do what, and everything
 * refused is a {@link PipelineRefused} that has changed nothing.
 */
public final class PipelineVersions {
  private final Changes changes;
  private final VersionReferences references;

  public PipelineVersions(PipelineStore store, InstantSource clock, VersionReferences references) {
    this.changes = new Changes(store, clock);
    this.references = references;
  }

  /** A version that was released, and warnings about it. */
  public record Released(PipelineEntry entry, Version version, List<Problem> warnings) {
    public Released {
      warnings = List.copyOf(warnings);
    }
  }

  /** What to edit; nothing is written until it is saved. */
  public OpenDraft open(PipelineId id) {
    PipelineEntry entry = changes.live(id);
    if (entry.draft().isPresent()) {
      PipelineEntry.Draft draft = entry.draft().get();
      return new OpenDraft(definition(entry, draft.number()), draft.base(), draft.stamp());
    }
    VersionNumber newest = new VersionChoice.Newest().in(entry);
    return new OpenDraft(
        DefinitionReader.named(definition(entry, newest), entry.name()), Optional.of(newest), 0);
  }

  /**
   * Keeps a draft, whatever its text holds.
   *
   * @param base the release it was made from, which must still be the newest; empty: none was there
   * @param stamp of the draft that is replaced; 0: there was none
   */
  public PipelineEntry saveDraft(
      Actor by, PipelineId id, Definition definition, Optional<VersionNumber> base, long stamp) {
    Shown shown = DefinitionReader.shown(definition, DefinitionReader.read(definition).pipeline());
    return changes.change(
        id,
        (entry, now) -> {
          checkStamp(entry, stamp);
          checkBase(entry, base);
          var draft =
              new PipelineEntry.Draft(
                  entry.draft().map(PipelineEntry.Draft::number).orElseGet(entry::nextVersion),
                  base,
                  entry.revision() + 1);
          EntryEdit edit = EntryEdit.of(entry, by, now).draft(draft);
          if (entry.newest().isEmpty()) {
            edit.showing(shown);
          }
          PipelineEntry next = edit.done();
          return PipelineCommit.of(
              next,
              List.of(draftOf(entry, draft, definition, by, now)),
              List.of(),
              ChangeAudit.of(entry, next)
                  .settings(settingsOf(entry, draftOrNewest(entry)), definition.settings())
                  .by(by, "draft saved"));
        });
  }

  static PipelineCommit.Written draftOf(
      PipelineEntry entry,
      PipelineEntry.Draft draft,
      Definition definition,
      Actor by,
      Instant now) {
    return new PipelineCommit.Written(
        new Version(
            draft.number(),
            Optional.empty(),
            draft.base(),
            definition.format(),
            "",
            EntryEdit.userOf(by),
            now),
        definition);
  }

  /** Drops the draft of a pipeline that has a release. */
  public PipelineEntry discardDraft(Actor by, PipelineId id, long stamp) {
    return changes.change(
        id,
        (entry, now) -> {
          VersionNumber draft = new VersionChoice.Draft().in(entry);
          checkStamp(entry, stamp);
          if (entry.newest().isEmpty()) {
            throw notNow(PipelineWording.ONLY_DRAFT.of());
          }
          PipelineEntry next = EntryEdit.of(entry, by, now).noDraft().done();
          return PipelineCommit.of(
              next,
              List.of(),
              List.of(draft),
              ChangeAudit.of(entry, next)
                  .settings(
                      settingsOf(entry, Optional.of(draft)),
                      settingsOf(entry, entry.newestNumber()))
                  .by(by, "draft discarded"));
        });
  }

  /**
   * Makes the draft the newest release. A name that its text says is the pipeline's from then on.
   *
   * @param stamp of the draft as it was seen
   * @param description 0..1024 characters
   * @throws PipelineRefused also with all problems of a definition that has errors
   */
  public Released release(Actor by, PipelineId id, long stamp, String description) {
    checkDescription(description);
    var made = new Making();
    PipelineEntry entry =
        changes.change(
            id,
            (before, now) -> {
              PipelineEntry.Draft draft =
                  before
                      .draft()
                      .orElseThrow(() -> notFound(PipelineWording.NO_DRAFT.of(before.name())));
              checkStamp(before, stamp);
              checkBase(before, draft.base());
              Definition definition = definition(before, draft.number());
              EntryEdit edit = EntryEdit.of(before, by, now).noDraft();
              return made.releasing(before, edit, draft.number(), definition, description, by, now);
            });
    return new Released(entry, made.version(), made.warnings);
  }

  /** Releases once more what an older version says. A draft stays, and is outdated. */
  public Released rollBack(Actor by, PipelineId id, VersionNumber to) {
    var made = new Making();
    PipelineEntry entry =
        changes.change(
            id,
            (before, now) -> {
              Version old = version(before, to);
              Definition definition = DefinitionReader.named(definition(before, to), before.name());
              return made.releasing(
                  before,
                  EntryEdit.of(before, by, now),
                  before.nextVersion(),
                  definition,
                  PipelineWording.ROLLED_BACK.of(old.shown()).english(),
                  by,
                  now);
            });
    return new Released(entry, made.version(), made.warnings);
  }

  /** Makes what an older version says the draft. */
  public PipelineEntry draftFrom(Actor by, PipelineId id, VersionNumber from, long stamp) {
    PipelineEntry entry = changes.live(id);
    Definition definition = DefinitionReader.named(definition(entry, from), entry.name());
    return saveDraft(by, id, definition, entry.newestNumber(), stamp);
  }

  /** What a release in the making has come to. */
  private final class Making {
    private Optional<Version> version = Optional.empty();
    private List<Problem> warnings = List.of();

    private Version version() {
      return version.orElseThrow();
    }

    private PipelineCommit releasing(
        PipelineEntry before,
        EntryEdit edit,
        VersionNumber number,
        Definition definition,
        String description,
        Actor by,
        Instant now) {
      DefinitionReader.Valid valid = DefinitionReader.valid(before.name(), definition);
      Pipeline pipeline = valid.pipeline();
      ReleaseName name = nameOf(before, definition, pipeline);
      var released =
          new Version(
              number,
              Optional.of(name),
              before.newestNumber(),
              definition.format(),
              description,
              EntryEdit.userOf(by),
              now);
      version = Optional.of(released);
      warnings = valid.warnings();
      PipelineEntry next =
          edit.newest(number, name)
              .name(pipeline.name().isEmpty() ? before.name() : pipeline.name())
              .showing(DefinitionReader.shown(definition, Optional.of(pipeline)))
              .done();
      return PipelineCommit.of(
          next,
          List.of(new PipelineCommit.Written(released, definition)),
          tooOld(next, definition.settings().versionsKept()),
          ChangeAudit.of(before, next)
              .settings(settingsOf(before, before.newestNumber()), definition.settings())
              // A draft has its number already, what is released again gets one.
              .by(by, number.value() > before.lastVersion() ? "rolled back" : "released"));
    }
  }

  private static Optional<VersionNumber> draftOrNewest(PipelineEntry entry) {
    return entry.draft().map(PipelineEntry.Draft::number).or(entry::newestNumber);
  }

  /** Where there is no such version yet, those of a new pipeline. */
  private PipelineSettings settingsOf(PipelineEntry entry, Optional<VersionNumber> number) {
    return number
        .flatMap(there -> changes.store().definition(entry.id(), there))
        .map(Definition::settings)
        .orElse(PipelineSettings.DEFAULT);
  }

  private ReleaseName nameOf(PipelineEntry entry, Definition definition, Pipeline pipeline) {
    if (entry.newest().isEmpty()) {
      return ReleaseName.FIRST;
    }
    PipelineEntry.Release newest = entry.newest().get();
    Definition old = definition(entry, newest.number());
    Optional<Pipeline> before = DefinitionReader.read(old).pipeline();
    return newest
        .name()
        .next(
            !before.map(PipelineParts::body).equals(Optional.of(PipelineParts.body(pipeline))),
            !before
                .map(PipelineParts::triggers)
                .equals(Optional.of(PipelineParts.triggers(pipeline))),
            !before
                    .map(PipelineParts::settings)
                    .equals(Optional.of(PipelineParts.settings(pipeline)))
                || !old.settings().equals(definition.settings()));
  }

  /** Releases beyond those that are kept, save what builds or the draft refer to. */
  private List<VersionNumber> tooOld(PipelineEntry next, int kept) {
    List<VersionNumber> before = changes.store().released(next.id());
    int excess = before.size() + 1 - kept;
    if (excess <= 0) {
      return List.of();
    }
    List<VersionNumber> old = before.subList(0, excess);
    Set<VersionNumber> referenced = references.among(next.id(), old);
    return old.stream()
        .filter(number -> !referenced.contains(number) && !isBaseOfDraft(next, number))
        .toList();
  }

  private static boolean isBaseOfDraft(PipelineEntry entry, VersionNumber number) {
    return entry.draft().flatMap(PipelineEntry.Draft::base).equals(Optional.of(number));
  }

  /** Removes a released version that is not the newest and that nothing refers to. */
  public PipelineEntry delete(Actor by, PipelineId id, VersionNumber number) {
    return changes.change(
        id,
        (entry, now) -> {
          Version version = version(entry, number);
          if (version.release().isEmpty()) {
            throw notFound(PipelineWording.NO_VERSION.of(entry.name(), number));
          }
          if (entry.newestNumber().equals(Optional.of(number))) {
            throw notNow(PipelineWording.VERSION_NEWEST.of(version.shown()));
          }
          if (isBaseOfDraft(entry, number)) {
            throw notNow(PipelineWording.VERSION_IS_BASE.of(version.shown()));
          }
          if (references.among(id, List.of(number)).contains(number)) {
            throw notNow(PipelineWording.VERSION_REFERENCED.of(version.shown()));
          }
          PipelineEntry next = EntryEdit.of(entry, by, now).done();
          return PipelineCommit.of(
              next,
              List.of(),
              List.of(number),
              ChangeAudit.of(entry, next).without(version).by(by, "version deleted"));
        });
  }

  /** Versions, newest first; see {@link PipelineStore#versions}. */
  public List<Version> list(PipelineId id, Optional<VersionNumber> below, int most) {
    PipelineLimits.checkPage(most);
    return changes.store().versions(changes.live(id).id(), below, most);
  }

  /** A version with what it says. */
  public PipelineCommit.Written find(PipelineId id, VersionChoice choice) {
    PipelineEntry entry = changes.live(id);
    VersionNumber number = choice.in(entry);
    return new PipelineCommit.Written(version(entry, number), definition(entry, number));
  }

  /** What must be changed in one version for it to say what another does. */
  public VersionDiff diff(PipelineId id, VersionChoice from, VersionChoice to) {
    return VersionDiff.between(find(id, from).definition(), find(id, to).definition());
  }

  /**
   * A version as a file.
   *
   * @throws PipelineRefused also if its text has errors and must be converted
   */
  public Exported export(PipelineId id, VersionChoice choice, DefinitionFormat format) {
    return Exported.of(changes.live(id), find(id, choice).definition(), format);
  }

  private Version version(PipelineEntry entry, VersionNumber number) {
    return changes
        .store()
        .version(entry.id(), number)
        .orElseThrow(() -> notFound(PipelineWording.NO_VERSION.of(entry.name(), number)));
  }

  private Definition definition(PipelineEntry entry, VersionNumber number) {
    return changes
        .store()
        .definition(entry.id(), number)
        .orElseThrow(() -> notFound(PipelineWording.NO_VERSION.of(entry.name(), number)));
  }

  private static void checkStamp(PipelineEntry entry, long stamp) {
    long there = entry.draft().map(PipelineEntry.Draft::stamp).orElse(0L);
    if (there != stamp) {
      throw Changes.refused(new Refusal.DraftChanged(stamp, there));
    }
  }

  private void checkBase(PipelineEntry entry, Optional<VersionNumber> base) {
    if (entry.newestNumber().equals(base)) {
      return;
    }
    if (base.isEmpty() || entry.newest().isEmpty()) {
      throw notFound(
          base.<Sentence>map(number -> PipelineWording.NO_VERSION.of(entry.name(), number))
              .orElseGet(() -> PipelineWording.DRAFT_CHANGED.of()));
    }
    throw Changes.refused(
        new Refusal.BaseOutdated(
            version(entry, base.get()), version(entry, entry.newest().get().number())));
  }

  private static void checkDescription(String description) {
    var problems = new ArrayList<Sentence>();
    PipelineSettings.length(
        PipelineWording.RELEASE_DESCRIPTION,
        0,
        description,
        PipelineLimits.RELEASE_DESCRIPTION_MAX,
        problems);
    if (!problems.isEmpty()) {
      throw Changes.refused(new Refusal.OutOfRange(problems));
    }
  }

  private static PipelineRefused notNow(Sentence reason) {
    return Changes.refused(new Refusal.NotNow(reason));
  }

  private static PipelineRefused notFound(Sentence reason) {
    return Changes.refused(new Refusal.NotFound(reason));
  }
}
