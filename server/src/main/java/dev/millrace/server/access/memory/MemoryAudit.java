package dev.millrace.server.access.memory;

import dev.millrace.server.access.AuditEntry;
import dev.millrace.server.access.AuditFilter;
import dev.millrace.server.access.AuditRecord;
import dev.millrace.server.access.AuditRecord.Place;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Audits in memory. A store of another room that keeps its things in memory is given one, and
 * appends when nothing can fail any more. Safe from any thread; unbounded but for what is deleted.
 */
public final class MemoryAudit {
  /** Guarded by this. */
  private final TreeMap<Place, AuditRecord> audits = new TreeMap<>();

  /** Guarded by this. */
  private long count;

  public synchronized void append(AuditEntry entry) {
    AuditRecord audit = AuditRecord.of(entry, "%016x".formatted(++count));
    audits.put(audit.place(), audit);
  }

  /** As {@link dev.millrace.server.access.AuditRecords#list}. */
  public synchronized List<AuditRecord> list(
      AuditFilter filter, Optional<Place> before, int limit) {
    return before
        .map(place -> audits.headMap(place, false))
        .orElse(audits)
        .descendingMap()
        .values()
        .stream()
        .filter(filter::takes)
        .limit(limit)
        .toList();
  }

  synchronized Optional<Place> placeOfNewest(long wanted) {
    return audits.descendingKeySet().stream().skip(wanted - 1).findFirst();
  }

  synchronized int deleteBefore(Place place, int limit) {
    List<Place> old = audits.headMap(place, false).keySet().stream().limit(limit).toList();
    old.forEach(audits::remove);
    return old.size();
  }
}
