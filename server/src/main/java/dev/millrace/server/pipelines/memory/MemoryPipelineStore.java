package dev.millrace.server.pipelines.memory;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.AuditEntry;
import dev.millrace.server.pipelines.Definition;
import dev.millrace.server.pipelines.PipelineCommit;
import dev.millrace.server.pipelines.PipelineEntry;
import dev.millrace.server.pipelines.PipelinePage;
import dev.millrace.server.pipelines.PipelineQuery;
import dev.millrace.server.pipelines.PipelineQuery.Cursor;
import dev.millrace.server.pipelines.PipelineStore;
import dev.millrace.server.pipelines.Version;
import dev.millrace.server.pipelines.VersionNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Pipelines in maps; one lock, the object's own, guards all of them. */
public final class MemoryPipelineStore implements PipelineStore {
  private final Map<PipelineId, PipelineEntry> entries = new HashMap<>();
  private final Map<PipelineId, NavigableMap<VersionNumber, PipelineCommit.Written>> versions =
      new HashMap<>();
  private final List<AuditEntry> audits = new ArrayList<>();

  @Override
  public synchronized Optional<PipelineEntry> find(PipelineId id) {
    return Optional.ofNullable(entries.get(id));
  }

  @Override
  public synchronized Optional<PipelineEntry> findByName(ProjectId project, String name) {
    return live(project).filter(entry -> entry.name().equals(name)).findFirst();
  }

  @Override
  public synchronized Optional<Definition> definition(PipelineId id, VersionNumber number) {
    return Optional.ofNullable(of(id).get(number)).map(PipelineCommit.Written::definition);
  }

  @Override
  public synchronized Optional<Version> version(PipelineId id, VersionNumber number) {
    return Optional.ofNullable(of(id).get(number)).map(PipelineCommit.Written::version);
  }

  @Override
  public synchronized List<Version> versions(
      PipelineId id, Optional<VersionNumber> below, int most) {
    return of(id).descendingMap().values().stream()
        .map(PipelineCommit.Written::version)
        .filter(version -> below.filter(limit -> version.number().compareTo(limit) >= 0).isEmpty())
        .limit(most)
        .toList();
  }

  @Override
  public synchronized List<VersionNumber> released(PipelineId id) {
    return of(id).values().stream()
        .map(PipelineCommit.Written::version)
        .filter(version -> version.release().isPresent())
        .map(Version::number)
        .toList();
  }

  @Override
  public synchronized Committed commit(PipelineCommit commit) {
    PipelineEntry next = commit.next();
    PipelineEntry before = entries.get(next.id());
    if ((before == null ? 0 : before.revision()) != commit.before()) {
      return new Committed.Stale();
    }
    if (!next.isDeleted()) {
      Optional<PipelineEntry> other =
          findByName(next.project(), next.name()).filter(found -> !found.id().equals(next.id()));
      if (other.isPresent()) {
        return new Committed.NameTaken(other.get().id());
      }
      boolean isMore = before == null || before.isDeleted();
      if (isMore && live(next.project()).count() >= commit.mostInProject()) {
        return new Committed.ProjectFull();
      }
    }
    entries.put(next.id(), next);
    commit.removed().forEach(of(next.id())::remove);
    commit.written().forEach(written -> of(next.id()).put(written.version().number(), written));
    audits.add(commit.audit());
    return new Committed.Done();
  }

  @Override
  public synchronized PipelinePage list(PipelineQuery query) {
    Comparator<PipelineEntry> order = order(query);
    String part = PipelineEntry.folded(query.namePart());
    return PipelinePage.of(
        query,
        entries.values().stream()
            .filter(entry -> entry.project().equals(query.project()))
            .filter(entry -> entry.isDeleted() == query.deleted())
            .filter(entry -> PipelineEntry.folded(entry.name()).contains(part))
            .filter(entry -> query.label().filter(it -> !entry.labels().contains(it)).isEmpty())
            .filter(entry -> query.creator().filter(it -> !entry.creator().equals(it)).isEmpty())
            .filter(entry -> query.after().filter(it -> !isBehind(entry, it, query)).isEmpty())
            .sorted(order)
            .limit(query.most() + 1L)
            .toList());
  }

  private static Comparator<PipelineEntry> order(PipelineQuery query) {
    Comparator<PipelineEntry> order =
        (one, other) -> compare(Cursor.of(one, query.sort()), Cursor.of(other, query.sort()));
    return query.descending() ? order.reversed() : order;
  }

  private static boolean isBehind(PipelineEntry entry, Cursor place, PipelineQuery query) {
    int order = compare(Cursor.of(entry, query.sort()), place);
    return query.descending() ? order < 0 : order > 0;
  }

  /** A cursor of another kind of list is before everything. */
  private static int compare(Cursor one, Cursor other) {
    int order =
        switch (one) {
          case Cursor.ByName(var name, _) ->
              other instanceof Cursor.ByName(var otherName, _) ? name.compareTo(otherName) : 1;
          case Cursor.ByMoment(var moment, _) ->
              other instanceof Cursor.ByMoment(var otherMoment, _)
                  ? moment.compareTo(otherMoment)
                  : 1;
        };
    return order == 0 ? one.id().compareTo(other.id()) : order;
  }

  @Override
  public synchronized List<PipelineEntry> deletedBefore(Instant moment, int most) {
    return entries.values().stream()
        .filter(entry -> entry.deletedAt().filter(at -> at.isBefore(moment)).isPresent())
        .sorted(
            Comparator.comparing((PipelineEntry entry) -> entry.deletedAt().orElseThrow())
                .thenComparing(PipelineEntry::id))
        .limit(most)
        .toList();
  }

  @Override
  public synchronized void purge(PipelineId id) {
    if (find(id).filter(PipelineEntry::isDeleted).isPresent()) {
      entries.remove(id);
      versions.remove(id);
    }
  }

  /** The audits of all changes, in their order. */
  public synchronized List<AuditEntry> audits() {
    return List.copyOf(audits);
  }

  private Stream<PipelineEntry> live(ProjectId project) {
    return entries.values().stream()
        .filter(entry -> !entry.isDeleted() && entry.project().equals(project));
  }

  private NavigableMap<VersionNumber, PipelineCommit.Written> of(PipelineId id) {
    return versions.computeIfAbsent(id, _ -> new TreeMap<>());
  }
}
