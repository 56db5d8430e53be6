package dev.millrace.server.pipelines;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps pipelines. Safe from any thread; may block. A commit that was answered is durable. Every
 * method may throw the store's own "unavailable", after which nothing has changed as far as is
 * known.
 */
public interface PipelineStore {
  /** A pipeline, deleted or not. */
  Optional<PipelineEntry> find(PipelineId id);

  /** The pipeline of this name that is not deleted. */
  Optional<PipelineEntry> findByName(ProjectId project, String name);

  /** What a version says. */
  Optional<Definition> definition(PipelineId id, VersionNumber number);

  Optional<Version> version(PipelineId id, VersionNumber number);

  /**
   * Versions, newest first, the draft among them.
   *
   * @param below only those with a lesser number; empty: from the newest
   * @param most 1..{@link PipelineLimits#PAGE_MAX}
   */
  List<Version> versions(PipelineId id, Optional<VersionNumber> below, int most);

  /** Numbers of all released versions, oldest first. */
  List<VersionNumber> released(PipelineId id);

  /** Makes a change, if things still are as it supposes. */
  Committed commit(PipelineCommit commit);

  /** One page, without reading what is on others. */
  PipelinePage list(PipelineQuery query);

  /** Pipelines deleted before a moment, those deleted first before others. */
  List<PipelineEntry> deletedBefore(Instant moment, int most);

  /** Removes a deleted pipeline with all its versions; one that is restored meanwhile stays. */
  void purge(PipelineId id);

  /** What became of a commit. */
  sealed interface Committed {
    record Done() implements Committed {}

    /** The pipeline is at another revision, or there is one with this id. */
    record Stale() implements Committed {}

    /** Another pipeline has the name. */
    record NameTaken(PipelineId by) implements Committed {}

    /** One more would be too many. */
    record ProjectFull() implements Committed {}
  }
}
