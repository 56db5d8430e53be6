package dev.millrace.server.pipelines;

import dev.millrace.engine.state.PipelineId;
import java.util.List;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param next where the next page begins; empty: there is none
 */
public record PipelinePage(List<PipelineEntry> entries, Optional<PipelineQuery.Cursor> next) {
  public PipelinePage {
    entries = List.copyOf(entries);
  }

  /**
   * A page of what was found when one more than wanted was asked for.
   *
   * @param found at most one more than the query wants
   */
  public static PipelinePage of(PipelineQuery query, List<PipelineEntry> found) {
    if (found.size() <= query.most()) {
      return new PipelinePage(found, Optional.empty());
    }
    List<PipelineEntry> shown = found.subList(0, query.most());
    return new PipelinePage(
        shown, Optional.of(PipelineQuery.Cursor.of(shown.getLast(), query.sort())));
  }

  /** For those who know more about the pipelines of a page, such as their last builds. */
  public List<PipelineId> ids() {
    return entries.stream().map(PipelineEntry::id).toList();
  }
}
