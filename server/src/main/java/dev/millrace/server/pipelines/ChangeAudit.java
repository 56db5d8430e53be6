package dev.millrace.server.pipelines;

import dev.millrace.server.access.Actor;
import dev.millrace.server.access.AuditEntry;
import dev.millrace.server.access.AuditText;

/** What the audit says of one change of a pipeline: what was, and what has become. One thread's. */
final class ChangeAudit {
  private final PipelineEntry before;
  private final PipelineEntry next;
  private final AuditText was;
  private final AuditText become;

  private ChangeAudit(PipelineEntry before, PipelineEntry next) {
    this.before = before;
    this.next = next;
    this.was = new AuditText().put("name", before.name());
    this.become = new AuditText().put("name", next.name());
  }

  /** Of a pipeline that is new. */
  static ChangeAudit of(PipelineEntry created) {
    return new ChangeAudit(created, created);
  }

  static ChangeAudit of(PipelineEntry before, PipelineEntry next) {
    var audit = new ChangeAudit(before, next);
    if (before.enabled() != next.enabled()) {
      audit.was.put("enabled", before.enabled());
      audit.become.put("enabled", next.enabled());
    }
    if (!before.newest().equals(next.newest())) {
      audit.was.put("release", before.newest().map(PipelineEntry.Release::name));
      audit.become.put("release", next.newest().map(PipelineEntry.Release::name));
    }
    return audit;
  }

  /** Settings beside the text, those that differ. */
  ChangeAudit settings(PipelineSettings from, PipelineSettings to) {
    for (VersionDiff.SettingChange change : VersionDiff.settings(from, to)) {
      was.put("settings." + change.name(), change.from());
      become.put("settings." + change.name(), change.to());
    }
    return this;
  }

  /** A version that is no more. */
  ChangeAudit without(Version version) {
    was.put("version", version.shown());
    return this;
  }

  /** By whom, and what they did, in the past. */
  AuditEntry by(Actor actor, String verb) {
    AuditEntry audit =
        AuditEntry.of(
                actor, next.changedAt(), verb, new AuditEntry.Thing("pipeline", next.id().value()))
            .in(next.project());
    if (next.isDeleted()) {
      return audit.from(was);
    }
    return next.revision() == 1 || before.isDeleted()
        ? audit.to(become)
        : audit.from(was).to(become);
  }
}
