package dev.millrace.server.access.memory;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.MemberRecords;
import dev.millrace.server.access.Membership;
import dev.millrace.server.access.Role;
import dev.millrace.server.access.UserId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Memberships by project and user. */
final class MemoryMembers implements MemberRecords {
  private final Map<Place, Membership> members = new HashMap<>();

  private record Place(ProjectId project, String user) {}

  MemoryMembers copy() {
    var copy = new MemoryMembers();
    copy.members.putAll(members);
    return copy;
  }

  @Override
  public Optional<Membership> find(ProjectId project, UserId user) {
    return Optional.ofNullable(members.get(new Place(project, user.key())));
  }

  @Override
  public List<Membership> in(ProjectId project, Optional<UserId> after, int limit) {
    return members.values().stream()
        .filter(member -> member.project().equals(project))
        .filter(member -> after.map(id -> id.key().compareTo(member.user().key()) < 0).orElse(true))
        .sorted(Comparator.comparing(member -> member.user().key()))
        .limit(limit)
        .toList();
  }

  @Override
  public List<Membership> of(UserId user) {
    return members.values().stream()
        .filter(member -> member.user().key().equals(user.key()))
        .sorted(Comparator.comparing(member -> member.project().value()))
        .toList();
  }

  @Override
  public long countIn(ProjectId project) {
    return in(project, Optional.empty(), Integer.MAX_VALUE).size();
  }

  @Override
  public long countLastingAdministrators(ProjectId project) {
    return in(project, Optional.empty(), Integer.MAX_VALUE).stream()
        .filter(member -> member.role() == Role.ADMINISTRATOR && member.until().isEmpty())
        .count();
  }

  @Override
  public void put(Membership membership) {
    members.put(new Place(membership.project(), membership.user().key()), membership);
  }

  @Override
  public boolean delete(ProjectId project, UserId user) {
    return members.remove(new Place(project, user.key())) != null;
  }
}
