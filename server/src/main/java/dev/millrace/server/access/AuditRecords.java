package dev.millrace.server.access;

import java.util.List;
import java.util.Optional;

/** What was changed; only grows, but for what is too old or too much. */
public interface AuditRecords {
  void append(AuditEntry entry);

  /** The newest first, those that stand before {@code before}. */
  List<AuditRecord> list(AuditFilter filter, Optional<AuditRecord.Place> before, int limit);

  /** The oldest of the {@code count} newest; empty if there are fewer. */
  Optional<AuditRecord.Place> placeOfNewest(long count);

  /**
   * Deletes the oldest, at most {@code limit}, of those that stand before a place. Says how many.
   */
  int deleteBefore(AuditRecord.Place place, int limit);
}
