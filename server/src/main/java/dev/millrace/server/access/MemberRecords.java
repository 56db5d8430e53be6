package dev.millrace.server.access;

import dev.millrace.engine.state.ProjectId;
import java.util.List;
import java.util.Optional;

/** Who is what in which project; also those whose time is over. */
public interface MemberRecords {
  Optional<Membership> find(ProjectId project, UserId user);

  /** By the keys of their users, those behind {@code after}. */
  List<Membership> in(ProjectId project, Optional<UserId> after, int limit);

  /** By the ids of their projects. */
  List<Membership> of(UserId user);

  long countIn(ProjectId project);

  /** How many administrators a project has without an end. */
  long countLastingAdministrators(ProjectId project);

  /** In place of what they were before. */
  void put(Membership membership);

  /** False if they were none. */
  boolean delete(ProjectId project, UserId user);
}
