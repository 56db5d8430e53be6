package dev.millrace.server.pipelines;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.Actor;
import dev.millrace.server.access.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The next revision of an entry, in the making. Of one thread. */
final class EntryEdit {
  private final PipelineEntry before;
  private final UserId by;
  private final Instant at;
  private String name;
  private String description;
  private List<String> labels;
  private boolean enabled;
  private int lastVersion;
  private Optional<PipelineEntry.Release> newest;
  private Optional<PipelineEntry.Draft> draft;
  private Optional<Instant> deletedAt;

  private EntryEdit(PipelineEntry before, UserId by, Instant at) {
    this.before = before;
    this.by = by;
    this.at = at;
    this.name = before.name();
    this.description = before.description();
    this.labels = before.labels();
    this.enabled = before.enabled();
    this.lastVersion = before.lastVersion();
    this.newest = before.newest();
    this.draft = before.draft();
    this.deletedAt = before.deletedAt();
  }

  static EntryEdit of(PipelineEntry before, Actor by, Instant at) {
    return new EntryEdit(before, userOf(by), at);
  }

  /** Pipelines and versions are some user's; the server itself has none. */
  static UserId userOf(Actor by) {
    return by.user()
        .orElseThrow(() -> new IllegalArgumentException("a pipeline is changed by a user"));
  }

  /** A pipeline that is not there yet and has nothing. */
  static EntryEdit fresh(PipelineId id, ProjectId project, Actor by, Instant at) {
    UserId user = userOf(by);
    return of(
        new PipelineEntry(
            id,
            project,
            "",
            "",
            List.of(),
            true,
            user,
            at,
            user,
            at,
            0,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        by,
        at);
  }

  EntryEdit name(String to) {
    name = to;
    return this;
  }

  EntryEdit showing(Shown shown) {
    description = shown.description();
    labels = shown.labels();
    return this;
  }

  EntryEdit enabled(boolean to) {
    enabled = to;
    return this;
  }

  EntryEdit newest(VersionNumber number, ReleaseName to) {
    newest = Optional.of(new PipelineEntry.Release(number, to));
    return given(number);
  }

  EntryEdit draft(PipelineEntry.Draft to) {
    draft = Optional.of(to);
    return given(to.number());
  }

  EntryEdit noDraft() {
    draft = Optional.empty();
    return this;
  }

  EntryEdit deletedAt(Optional<Instant> to) {
    deletedAt = to;
    return this;
  }

  private EntryEdit given(VersionNumber number) {
    lastVersion = Math.max(lastVersion, number.value());
    return this;
  }

  PipelineEntry done() {
    return new PipelineEntry(
        before.id(),
        before.project(),
        name,
        description,
        labels,
        enabled,
        before.creator(),
        before.createdAt(),
        by,
        at,
        before.revision() + 1,
        lastVersion,
        newest,
        draft,
        deletedAt);
  }
}
