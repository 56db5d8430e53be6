package dev.millrace.server.builds.arbiters;

import dev.millrace.server.builds.BuildCommit;
import java.util.List;
import java.util.Optional;

/**
 * What is committed in one transaction: all of it, or nothing.
 *
 * @param arbiters each another one
 * @param build that begins by what the arbiters decided
 */
public record JointCommit(List<ArbiterCommit> arbiters, Optional<BuildCommit> build) {
  public JointCommit {
    arbiters = List.copyOf(arbiters);
  }
}
