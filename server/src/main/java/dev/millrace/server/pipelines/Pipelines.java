package dev.millrace.server.pipelines;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.yaml.ReadResult;
import dev.millrace.pipeline.yaml.YamlReader;
import dev.millrace.pipeline.yaml.write.Written;
import dev.millrace.pipeline.yaml.write.YamlWriter;
import dev.millrace.server.access.Actor;
import dev.millrace.server.access.AuditEntry;
import dev.millrace.wording.Sentence;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The pipelines of projects as wholes: they come, are found, renamed, deleted and restored. What
 * they say is {@link PipelineVersions}' business. Safe from any thread; blocks as its store does.
 *
 * <p>Nothing here asks whether somebody may do what they do, or whether the pipeline is of the
 * project they act in: whoever calls has asked, by {@link #find}. Everything refused is a {@link
 * PipelineRefused}, and has changed nothing.
 */
public final class Pipelines {
  private final Changes changes;
  private final Supplier<PipelineId> ids;

  public Pipelines(PipelineStore store, InstantSource clock, Supplier<PipelineId> ids) {
    this.changes = new Changes(store, clock);
    this.ids = ids;
  }

  /** A pipeline of the project that is not deleted. */
  public Optional<PipelineEntry> find(ProjectId project, PipelineId id) {
    return changes
        .store()
        .find(id)
        .filter(entry -> !entry.isDeleted() && entry.project().equals(project));
  }

  /** A pipeline of the project, deleted or not. */
  public Optional<PipelineEntry> findEvenDeleted(ProjectId project, PipelineId id) {
    return changes.store().find(id).filter(entry -> entry.project().equals(project));
  }

  /** The pipeline of the project that is called so and not deleted. */
  public Optional<PipelineEntry> findByName(ProjectId project, String name) {
    return changes.store().findByName(project, name);
  }

  public PipelinePage list(PipelineQuery query) {
    return changes.store().list(query);
  }

  /**
   * A new pipeline with a draft, which may hold anything.
   *
   * @throws PipelineRefused if it has no name, or another's; if the project is full; if a setting
   *     is out of range
   */
  public PipelineEntry create(Actor by, NewPipeline wanted) {
    Optional<Pipeline> read = DefinitionReader.read(wanted.definition()).pipeline();
    String name =
        wanted
            .name()
            .or(() -> read.map(Pipeline::name).filter(said -> !said.isEmpty()))
            .orElseThrow(
                () -> Changes.refused(new Refusal.NotNow(PipelineWording.NAME_NEEDED.of())));
    checkName(name);
    Shown shown = DefinitionReader.shown(wanted.definition(), read);
    Instant now = changes.now();
    var draft = new PipelineEntry.Draft(new VersionNumber(1), Optional.empty(), 1);
    PipelineEntry entry =
        EntryEdit.fresh(ids.get(), wanted.project(), by, now)
            .name(name)
            .showing(shown)
            .draft(draft)
            .done();
    Definition definition = DefinitionReader.named(wanted.definition(), name);
    var commit =
        new PipelineCommit(
            entry,
            List.of(PipelineVersions.draftOf(entry, draft, definition, by, now)),
            List.of(),
            wanted.mostInProject(),
            ChangeAudit.of(entry)
                .settings(PipelineSettings.DEFAULT, definition.settings())
                .by(by, "created"));
    if (!changes.isDone(commit)) {
      throw new IllegalStateException("the id " + entry.id() + " was given twice");
    }
    return entry;
  }

  /**
   * A new pipeline from a file: YAML of version 3.0 or 2.0, which becomes 3.0, or JSON.
   *
   * @param name empty: as the file says
   * @throws PipelineRefused also if the file has errors
   */
  public Imported importText(
      Actor by, ProjectId project, Optional<String> name, String text, int mostInProject) {
    Definition given = Definition.of(text);
    ReadResult read = DefinitionReader.read(given);
    Definition definition = given;
    if (read.pipeline().isEmpty() && given.format() == DefinitionFormat.YAML) {
      ReadResult older = YamlReader.forImport().read(text, "pipeline.yml");
      if (older.pipeline().isPresent()) {
        Written written = new YamlWriter().write(older.pipeline().get());
        List<Problem> problems = new ArrayList<>(older.problems());
        problems.addAll(written.problems());
        read = new ReadResult(older.pipeline(), problems);
        definition = given.withText(written.text());
      }
    }
    if (read.pipeline().isEmpty()) {
      throw Changes.refused(new Refusal.Invalid(read.problems()));
    }
    if (definition.format() == DefinitionFormat.JSON) {
      definition = definition.with(keptVersionsOf(text));
    }
    return new Imported(
        create(by, new NewPipeline(project, name, definition, mostInProject)), read.problems());
  }

  /** What JSON says that our model of a pipeline has no place for. */
  private static PipelineSettings keptVersionsOf(String json) {
    PipelineSettings usual = PipelineSettings.DEFAULT;
    return new PipelineSettings(
        usual.description(),
        usual.concurrency(),
        usual.cancelPolicy(),
        usual.failIfVariableInvalid(),
        usual.cleanVariablesWhenRetry(),
        ModelTree.setting(json).path("maxPipelineResNum").asInt(usual.versionsKept()));
  }

  /** A pipeline that came from a file, and what is to know about it. */
  public record Imported(PipelineEntry entry, List<Problem> problems) {
    public Imported {
      problems = List.copyOf(problems);
    }
  }

  /** A new pipeline that says what another's newest release does, or its draft if there is none. */
  public PipelineEntry copy(Actor by, PipelineId id, String name, int mostInProject) {
    PipelineEntry entry = changes.live(id);
    VersionNumber number =
        entry
            .newestNumber()
            .or(() -> entry.draft().map(PipelineEntry.Draft::number))
            .orElseThrow(() -> new IllegalStateException("pipeline " + id + " says nothing"));
    Definition definition =
        changes
            .store()
            .definition(id, number)
            .orElseThrow(() ->
                Changes.refused(
                    new Refusal.NotFound(PipelineWording.NO_VERSION.of(entry.name(), number))));
    return create(
        by, new NewPipeline(entry.project(), Optional.of(name), definition, mostInProject));
  }

  /**
   * Gives another name, which a draft's text says from then on if it says one.
   *
   * @param seen the revision that the wish was decided on; here and below
   * @throws PipelineRefused if it is at another
   */
  public PipelineEntry rename(Actor by, PipelineId id, long seen, String name) {
    checkName(name);
    return changes.change(
        id,
        seen,
        (entry, now) -> {
          EntryEdit edit = EntryEdit.of(entry, by, now).name(name);
          List<PipelineCommit.Written> written = List.of();
          if (entry.draft().isPresent()) {
            PipelineEntry.Draft draft = entry.draft().get();
            Definition definition =
                changes.store().definition(id, draft.number()).orElse(Definition.blank());
            Definition named = DefinitionReader.named(definition, name);
            if (!named.equals(definition)) {
              var saved =
                  new PipelineEntry.Draft(draft.number(), draft.base(), entry.revision() + 1);
              edit.draft(saved);
              written = List.of(PipelineVersions.draftOf(entry, saved, named, by, now));
            }
          }
          PipelineEntry next = edit.done();
          return PipelineCommit.of(
              next, written, List.of(), ChangeAudit.of(entry, next).by(by, "renamed"));
        });
  }

  /** Lets builds start, or none; one that runs goes on. */
  public PipelineEntry enable(Actor by, PipelineId id, long seen, boolean enabled) {
    return changes.change(
        id,
        seen,
        (entry, now) ->
            alone(
                entry,
                EntryEdit.of(entry, by, now).enabled(enabled).done(),
                by,
                enabled ? "enabled" : "disabled"));
  }

  /** Can be taken back for {@link PipelineLimits#DELETED_KEPT}; the name is free at once. */
  public PipelineEntry delete(Actor by, PipelineId id, long seen) {
    return changes.change(
        id,
        seen,
        (entry, now) ->
            alone(
                entry,
                EntryEdit.of(entry, by, now).deletedAt(Optional.of(now)).done(),
                by,
                "deleted"));
  }

  /** A change that leaves all versions as they are. */
  private static PipelineCommit alone(
      PipelineEntry before, PipelineEntry next, Actor by, String verb) {
    return PipelineCommit.of(next, List.of(), List.of(), ChangeAudit.of(before, next).by(by, verb));
  }

  /**
   * Takes a deletion back.
   *
   * @param name empty: the old one
   * @throws PipelineRefused also if another has that name by now; then a free one must be given
   */
  public PipelineEntry restore(Actor by, PipelineId id, Optional<String> name, int mostInProject) {
    name.ifPresent(Pipelines::checkName);
    PipelineEntry deleted =
        changes
            .store()
            .find(id)
            .orElseThrow(
                () -> Changes.refused(new Refusal.NotFound(PipelineWording.NO_PIPELINE.of(id))));
    Instant now = changes.now();
    PipelineEntry next =
        EntryEdit.of(deleted, by, now)
            .name(name.orElse(deleted.name()))
            .deletedAt(Optional.empty())
            .done();
    AuditEntry audit = ChangeAudit.of(deleted, next).by(by, "restored");
    if (!deleted.isDeleted()
        || !changes.isDone(new PipelineCommit(next, List.of(), List.of(), mostInProject, audit))) {
      throw Changes.refused(new Refusal.NotNow(PipelineWording.NOT_DELETED.of(deleted.name())));
    }
    return next;
  }

  /**
   * Removes for good what was deleted long ago, at most {@link PipelineLimits#PURGE_BATCH}.
   *
   * @return how many; that many as it takes at most means there may be more
   */
  public int purge() {
    Instant before = changes.now().minus(PipelineLimits.DELETED_KEPT);
    List<PipelineEntry> old = changes.store().deletedBefore(before, PipelineLimits.PURGE_BATCH);
    old.forEach(entry -> changes.store().purge(entry.id()));
    return old.size();
  }

  private static void checkName(String name) {
    var problems = new ArrayList<Sentence>();
    PipelineSettings.length(PipelineWording.NAME, 1, name, PipelineLimits.NAME_MAX, problems);
    if (!problems.isEmpty()) {
      throw Changes.refused(new Refusal.OutOfRange(problems));
    }
  }
}
