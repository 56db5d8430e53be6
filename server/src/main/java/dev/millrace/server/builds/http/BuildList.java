package dev.millrace.server.builds.http;

import dev.millrace.server.builds.BuildPage;
import dev.millrace.server.http.json.Cursor;
import java.util.List;
import java.util.Optional;

/**
 * A page of builds.
 *
 * @param items newest first; may be fewer than asked for, or none, though there are more
 * @param next where the next page begins; absent: there is none
 */
public record BuildList(List<BuildView> items, Optional<String> next) {
  public BuildList {
    items = List.copyOf(items);
  }

  static BuildList of(BuildPage page) {
    return new BuildList(
        page.builds().stream().map(BuildView::of).toList(),
        page.next().map(place -> Cursor.of(place.createdAt(), place.id()).written()));
  }
}
