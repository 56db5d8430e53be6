package dev.millrace.server.access.memory;

import dev.millrace.server.access.AccessRecords;

/** What one transaction sees and changes. */
final class MemoryRecords implements AccessRecords {
  private final MemoryUsers users;
  private final MemorySessions sessions;
  private final MemoryTokens tokens;
  private final MemoryMembers members;
  private final PendingAudits audits;

  private MemoryRecords(
      MemoryUsers users,
      MemorySessions sessions,
      MemoryTokens tokens,
      MemoryMembers members,
      PendingAudits audits) {
    this.users = users;
    this.sessions = sessions;
    this.tokens = tokens;
    this.members = members;
    this.audits = audits;
  }

  MemoryRecords(MemoryAudit audit) {
    this(
        new MemoryUsers(),
        new MemorySessions(),
        new MemoryTokens(),
        new MemoryMembers(),
        new PendingAudits(audit));
  }

  MemoryRecords copy() {
    return new MemoryRecords(
        users.copy(), sessions.copy(), tokens.copy(), members.copy(), audits.anew());
  }

  @Override
  public MemoryUsers users() {
    return users;
  }

  @Override
  public MemorySessions sessions() {
    return sessions;
  }

  @Override
  public MemoryTokens tokens() {
    return tokens;
  }

  @Override
  public MemoryMembers members() {
    return members;
  }

  @Override
  public PendingAudits audits() {
    return audits;
  }

  /** There is one lock: all go one after another anyway. */
  @Override
  public void queueFor(String name) {}
}
