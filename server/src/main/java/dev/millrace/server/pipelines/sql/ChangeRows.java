package dev.millrace.server.pipelines.sql;

import dev.millrace.server.database.Rows;
import dev.millrace.server.pipelines.PipelineChange;
import java.sql.SQLException;

/** Writes what the audit says of a change, in the transaction of the change. */
@FunctionalInterface
public interface ChangeRows {
  void insert(Rows rows, PipelineChange change) throws SQLException;
}
