package dev.millrace.server.pipelines;

import dev.millrace.server.access.AuditEntry;
import java.util.List;

/**
 * One change of one pipeline, made wholly or not at all.
 *
 * @param next the entry afterwards; its revision is one more than before, 1 for a new pipeline
 * @param written versions that are new or changed
 * @param removed versions that are no more; those that aren't there do not matter
 * @param mostInProject how many pipelines the project may have, deleted ones aside: checked when
 *     the commit adds one to them
 * @param audit who did what: kept if the change is made, and only then
 */
public record PipelineCommit(
    PipelineEntry next,
    List<Written> written,
    List<VersionNumber> removed,
    int mostInProject,
    AuditEntry audit) {
  /** A version with all it says. */
  public record Written(Version version, Definition definition) {}

  public PipelineCommit {
    written = List.copyOf(written);
    removed = List.copyOf(removed);
  }

  /** The revision it builds on; 0: the pipeline is new. */
  public long before() {
    return next.revision() - 1;
  }

  /** Of a pipeline that counts already. */
  static PipelineCommit of(
      PipelineEntry next, List<Written> written, List<VersionNumber> removed, AuditEntry audit) {
    return new PipelineCommit(next, written, removed, Integer.MAX_VALUE, audit);
  }
}
