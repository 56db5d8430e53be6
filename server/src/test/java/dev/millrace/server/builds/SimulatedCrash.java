package dev.millrace.server.builds;

/** The process dies here. An error, so that nothing of ours coped with it. */
final class SimulatedCrash extends Error {
  private static final long serialVersionUID = 1L;

  SimulatedCrash() {
    super("simulated", null, false, false);
  }
}
