package dev.millrace.pipeline.trigger;

import java.util.Optional;

/**
 * Where repository events come from.
 *
 * @param entry position of the {@code on} entry it was written in, so that it can be written back;
 *     -1 for the one object form
 * @param type {@code git tgit github gitlab svn p4 scm_git scm_svn tapd}; empty: by the repository
 * @param scmCode id of a generic provider, {@code scm_git} and {@code scm_svn} only
 * @param workspaceId {@code tapd} only
 */
public record TriggerSource(
    int entry,
    RepositoryRef repository,
    Optional<String> type,
    Optional<String> scmCode,
    Optional<String> workspaceId) {
  public static final TriggerSource NONE =
      new TriggerSource(
          -1, new RepositoryRef.Self(), Optional.empty(), Optional.empty(), Optional.empty());
}
