package dev.millrace.server.projects;

import java.util.Optional;

/**
 * Which projects are wanted, by their names.
 *
 * @param part of the name or the id, whatever the letters' case; empty: all
 * @param after the place of the last that was seen
 * @param limit at least 1
 */
public record ProjectQuery(Optional<String> part, Optional<Project.Place> after, int limit) {
  /** The first of all. */
  public static ProjectQuery first(int limit) {
    return new ProjectQuery(Optional.empty(), Optional.empty(), limit);
  }

  public ProjectQuery behind(Project.Place place) {
    return new ProjectQuery(part, Optional.of(place), limit);
  }

  public ProjectQuery named(String text) {
    return new ProjectQuery(Optional.of(text), after, limit);
  }

  /** Whether a project is one of those. */
  public boolean admits(Project project) {
    Project.Place place = project.place();
    return after.map(last -> last.compareTo(place) < 0).orElse(true)
        && part.map(Project::folded)
            .map(text -> place.nameKey().contains(text) || place.idKey().contains(text))
            .orElse(true);
  }
}
