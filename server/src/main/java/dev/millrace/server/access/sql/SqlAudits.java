package dev.millrace.server.access.sql;

import dev.millrace.server.access.AuditEntry;
import dev.millrace.server.access.AuditFilter;
import dev.millrace.server.access.AuditRecord;
import dev.millrace.server.access.AuditRecords;
import java.util.List;
import java.util.Optional;

/** Audits as rows. */
record SqlAudits(CarryingRows rows) implements AuditRecords {
  @Override
  public void append(AuditEntry entry) {
    var _ =
        rows.carry(on -> {
          AuditRows.insert(on, entry);
          return true;
        });
  }

  @Override
  public List<AuditRecord> list(AuditFilter filter, Optional<AuditRecord.Place> before, int limit) {
    return rows.carry(on -> AuditRows.list(on, filter, before, limit));
  }

  @Override
  public Optional<AuditRecord.Place> placeOfNewest(long count) {
    return rows.one(Sql.NTH_NEWEST_AUDIT, AuditRows::place, count - 1);
  }

  @Override
  public int deleteBefore(AuditRecord.Place place, int limit) {
    return rows.run(Sql.DELETE_AUDITS, place.at(), place.id(), limit);
  }
}
