package dev.millrace.server.access;

import dev.millrace.engine.state.ProjectId;
import java.time.Instant;
import java.util.Optional;

/**
 * An audit entry as it is kept: what proved the actor is reduced to its public id.
 *
 * @param place where it stands among all
 * @param via {@code session:…} or {@code token:…}; empty for the server itself
 */
public record AuditRecord(
    Place place,
    Optional<UserId> user,
    Optional<String> via,
    Optional<String> address,
    Optional<String> request,
    String verb,
    AuditEntry.Thing thing,
    Optional<ProjectId> project,
    Optional<String> before,
    Optional<String> after) {

  /**
   * The order of audits: by time, and among those of one moment by id.
   *
   * @param id chosen by the store
   */
  public record Place(Instant at, String id) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : id.compareTo(other.id);
    }
  }

  public static AuditRecord of(AuditEntry entry, String id) {
    return new AuditRecord(
        new Place(entry.at(), id),
        entry.actor().user(),
        entry.actor().via(),
        entry.actor().address(),
        entry.actor().request(),
        entry.verb(),
        entry.thing(),
        entry.project(),
        entry.before(),
        entry.after());
  }
}
