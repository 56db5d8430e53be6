package dev.millrace.server.projects;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.AuditEntry;
import dev.millrace.server.access.AuditText;
import dev.millrace.server.access.UserId;
import java.time.Instant;
import java.util.Locale;

/**
 * A project.
 *
 * @param id never changes; no two are alike ignoring case
 * @param createdBy its first administrator
 * @param version counts changes, from 1
 */
public record Project(
    ProjectId id,
    Details details,
    UserId createdBy,
    Instant createdAt,
    Instant changedAt,
    long version) {
  public static final int MIN_ID = 2;
  public static final int MAX_ID = 64;
  public static final int MAX_NAME = 64;
  public static final int MAX_DESCRIPTION = 255;

  /**
   * What can be changed about a project.
   *
   * @param name 1..{@value #MAX_NAME} characters
   * @param description at most {@value #MAX_DESCRIPTION} characters
   * @param isEnabled whether anything in it may be started or changed
   */
  public record Details(String name, String description, boolean isEnabled, ProjectLimits limits) {
    /** An enabled project with the usual limits. */
    public static Details named(String name) {
      return new Details(name, "", true, ProjectLimits.STANDARD);
    }

    /** The same, enabled or not. */
    public Details enabled(boolean enabled) {
      return new Details(name, description, enabled, limits);
    }

    AuditText audited() {
      return new AuditText()
          .put("name", name)
          .put("description", description)
          .put("enabled", isEnabled)
          .put("max_pipelines", limits.pipelines());
    }
  }

  /** Where it stands in lists: by its name, and among equal names by its id. */
  public record Place(String nameKey, String idKey) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byName = nameKey.compareTo(other.nameKey);
      return byName != 0 ? byName : idKey.compareTo(other.idKey);
    }
  }

  /** Letters, digits, {@code - _}; {@value #MIN_ID}..{@value #MAX_ID} of them. */
  public static boolean isValid(String id) {
    return id.length() <= MAX_ID && id.length() >= MIN_ID && id.matches("[A-Za-z0-9_-]*");
  }

  /** Two ids whose keys are equal would be taken for each other: there is only one. */
  public static String keyOf(ProjectId id) {
    return folded(id.value());
  }

  /** A text without the difference of small and capital letters. */
  public static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  public Place place() {
    return new Place(folded(details.name()), keyOf(id));
  }

  Project changedTo(Details next, Instant now) {
    return new Project(id, next, createdBy, createdAt, now, version + 1);
  }

  AuditEntry.Thing thing() {
    return new AuditEntry.Thing("project", id.value());
  }
}
