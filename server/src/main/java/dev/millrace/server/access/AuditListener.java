package dev.millrace.server.access;

/** Hears of audited changes, each after it is on disk. */
@FunctionalInterface
public interface AuditListener {
  /** Called on the thread of whoever changed something; returns at once and does not fail. */
  void changed(AuditEntry audit);
}
