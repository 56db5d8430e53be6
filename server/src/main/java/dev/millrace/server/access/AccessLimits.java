package dev.millrace.server.access;

/**
 * How much of everything there may be.
 *
 * @param users of the server
 * @param sessions of one user; a new one ends the oldest
 * @param tokens of one user
 * @param members of one project
 * @param projects one user may be a member of
 */
public record AccessLimits(int users, int sessions, int tokens, int members, int projects) {
  public static final AccessLimits STANDARD = new AccessLimits(100_000, 50, 50, 1_000, 1_000);
}
