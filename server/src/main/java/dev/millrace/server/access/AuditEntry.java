package dev.millrace.server.access;

import dev.millrace.engine.state.ProjectId;
import java.time.Instant;
import java.util.Optional;

/**
 * One change, to be kept in the very commit that makes it. Never changed afterwards.
 *
 * @param verb what was done, in the past: {@code created}
 * @param before what the thing was, as a JSON object; empty where there was none. Longer than
 *     {@value #MAX_TEXT} characters it is left out, and its length told
 * @param after the same of what it has become
 */
public record AuditEntry(
    Actor actor,
    Instant at,
    String verb,
    Thing thing,
    Optional<ProjectId> project,
    Optional<String> before,
    Optional<String> after) {
  public static final int MAX_TEXT = 16_384;
  public static final int MAX_VERB = 40;

  /**
   * What was changed.
   *
   * @param kind a noun of the glossary: {@code user}; at most {@value #MAX_KIND} characters
   * @param id of that kind; at most {@value #MAX_ID} characters
   */
  public record Thing(String kind, String id) {
    public static final int MAX_KIND = 40;
    public static final int MAX_ID = 255;

    public Thing {
      if (kind.isEmpty() || kind.length() > MAX_KIND || id.length() > MAX_ID) {
        throw new IllegalArgumentException("\"" + kind + " " + id + "\" can't be in an audit");
      }
    }

    public static Thing user(UserId user) {
      return new Thing("user", user.value());
    }
  }

  public AuditEntry {
    if (verb.isEmpty() || verb.length() > MAX_VERB) {
      throw new IllegalArgumentException("\"" + verb + "\" can't be what was done");
    }
    before = before.map(AuditEntry::shortened);
    after = after.map(AuditEntry::shortened);
  }

  private static String shortened(String text) {
    return text.length() <= MAX_TEXT
        ? text
        : new AuditText().put("omitted_characters", text.length()).written();
  }

  /** A change of something that belongs to no project. */
  public static AuditEntry of(Actor actor, Instant at, String verb, Thing thing) {
    return new AuditEntry(
        actor, at, verb, thing, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public AuditEntry in(ProjectId where) {
    return new AuditEntry(actor, at, verb, thing, Optional.of(where), before, after);
  }

  public AuditEntry from(AuditText was) {
    return new AuditEntry(actor, at, verb, thing, project, Optional.of(was.written()), after);
  }

  public AuditEntry to(AuditText become) {
    return new AuditEntry(actor, at, verb, thing, project, before, Optional.of(become.written()));
  }
}
