package dev.millrace.server.pipelines;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which pipelines of a project to list, and in what order.
 *
 * @param namePart what the name must contain, whatever the case of letters; empty: anything
 * @param deleted those that are deleted, instead of those that are not
 * @param after the place of the last one known; empty: from the start
 * @param most 1..{@link PipelineLimits#PAGE_MAX}
 */
public record PipelineQuery(
    ProjectId project,
    String namePart,
    Optional<String> label,
    Optional<UserId> creator,
    boolean deleted,
    Sort sort,
    boolean descending,
    Optional<Cursor> after,
    int most) {
  public PipelineQuery {
    PipelineLimits.checkPage(most);
    if (!PipelineLimits.isWithin(0, namePart, PipelineLimits.NAME_MAX)) {
      throw new IllegalArgumentException("no name has a part of that length");
    }
  }

  /** The first page of all that are not deleted, by name. */
  public static PipelineQuery of(ProjectId project, int most) {
    return new PipelineQuery(
        project,
        "",
        Optional.empty(),
        Optional.empty(),
        false,
        Sort.NAME,
        false,
        Optional.empty(),
        most);
  }

  /** The page behind another. */
  public PipelineQuery after(Optional<Cursor> place) {
    return new PipelineQuery(
        project, namePart, label, creator, deleted, sort, descending, place, most);
  }

  /** By what a list is ordered; pipelines alike in it by their ids. */
  public enum Sort {
    NAME,
    CHANGED,
    CREATED
  }

  /** A place in a list. */
  public sealed interface Cursor {
    PipelineId id();

    /** {@code sortName} is that of {@link PipelineEntry#sortName}. */
    record ByName(String sortName, PipelineId id) implements Cursor {}

    record ByMoment(Instant moment, PipelineId id) implements Cursor {}

    /** The place of an entry. */
    static Cursor of(PipelineEntry entry, Sort sort) {
      return switch (sort) {
        case NAME -> new ByName(entry.sortName(), entry.id());
        case CHANGED -> new ByMoment(entry.changedAt(), entry.id());
        case CREATED -> new ByMoment(entry.createdAt(), entry.id());
      };
    }
  }
}
