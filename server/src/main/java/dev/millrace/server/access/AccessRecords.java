package dev.millrace.server.access;

/** What is kept, as one transaction sees it. Good only within it, for its thread. */
public interface AccessRecords {
  UserRecords users();

  SessionRecords sessions();

  TokenRecords tokens();

  MemberRecords members();

  AuditRecords audits();

  /**
   * Lets transactions that queue for the same name go one after another, from here to their end:
   * what they read from now on, no other of them changes meanwhile.
   */
  void queueFor(String name);
}
