package dev.millrace.server.system;

import java.time.Instant;
import java.util.Optional;

/**
 * This process.
 *
 * @param version of the product; {@value #UNPACKAGED} when it does not run from its jar
 * @param embedded the agent inside it, if there is one
 */
public record ServerProcess(String version, Instant startedAt, Optional<EmbeddedAgent> embedded) {
  public static final String UNPACKAGED = "unpackaged";

  /**
   * The agent inside the server.
   *
   * @param jobs how many it runs at once, at least 1
   */
  public record EmbeddedAgent(String id, int jobs) {
    public EmbeddedAgent {
      if (jobs < 1) {
        throw new IllegalArgumentException("an agent of " + jobs + " jobs is none");
      }
    }
  }

  /** What the jar of a class says is its version. */
  @SuppressWarnings("NullAway") // a jar need not say
  public static String versionOf(Class<?> inJar) {
    return Optional.ofNullable(inJar.getPackage().getImplementationVersion()).orElse(UNPACKAGED);
  }
}
