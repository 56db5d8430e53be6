package dev.millrace.server.builds;

/** A listener that is being told. */
@FunctionalInterface
public interface Listening extends AutoCloseable {
  /**
   * Ends it. Steps committed before are still delivered, for up to five seconds; none is delivered
   * after it returns, unless a call takes longer. May be called twice.
   */
  @Override
  void close();
}
