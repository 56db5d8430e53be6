package dev.millrace.server;

import dev.millrace.server.access.Actor;
import dev.millrace.server.access.AuditEntry;
import dev.millrace.server.access.AuditText;
import dev.millrace.server.access.Principal;
import dev.millrace.server.access.sql.AuditRows;
import dev.millrace.server.database.Rows;
import dev.millrace.server.pipelines.PipelineChange;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/** Writes changes of pipelines into the audit of all rooms. */
final class PipelineAudits {
  private PipelineAudits() {}

  static void insert(Rows rows, PipelineChange change) throws SQLException {
    var who = new Principal(change.by(), false, Optional.empty(), Optional.empty());
    var actor = new Actor(Optional.of(who), Optional.empty(), Optional.empty());
    String verb = change.action().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    AuditRows.insert(
        rows,
        AuditEntry.of(
                actor,
                change.at(),
                verb,
                new AuditEntry.Thing("pipeline", change.pipeline().value()))
            .in(change.project())
            .to(new AuditText().put("about", change.detail())));
  }
}
