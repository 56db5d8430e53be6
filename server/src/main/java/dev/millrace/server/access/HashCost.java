package dev.millrace.server.access;

/**
 * What one hash of a password costs whoever computes it, by Argon2id.
 *
 * @param memoryKib memory it fills
 * @param passes over that memory
 * @param lanes computed side by side
 */
public record HashCost(int memoryKib, int passes, int lanes) {
  /** The second of the equal choices of OWASP's Password Storage Cheat Sheet, section Argon2id. */
  public static final HashCost STANDARD = new HashCost(19_456, 2, 1);
}
