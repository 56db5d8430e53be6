package dev.millrace.server.access.memory;

import dev.millrace.server.access.AuditEntry;
import dev.millrace.server.access.AuditFilter;
import dev.millrace.server.access.AuditRecord;
import dev.millrace.server.access.AuditRecord.Place;
import dev.millrace.server.access.AuditRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Audits of one transaction, kept back until it can't fail any more. */
final class PendingAudits implements AuditRecords {
  private final MemoryAudit audit;
  private final List<AuditEntry> pending = new ArrayList<>();

  PendingAudits(MemoryAudit audit) {
    this.audit = audit;
  }

  PendingAudits anew() {
    return new PendingAudits(audit);
  }

  void settle() {
    pending.forEach(audit::append);
    pending.clear();
  }

  @Override
  public void append(AuditEntry entry) {
    pending.add(entry);
  }

  @Override
  public List<AuditRecord> list(AuditFilter filter, Optional<Place> before, int limit) {
    return audit.list(filter, before, limit);
  }

  @Override
  public Optional<Place> placeOfNewest(long count) {
    return audit.placeOfNewest(count);
  }

  @Override
  public int deleteBefore(Place place, int limit) {
    return audit.deleteBefore(place, limit);
  }
}
