package dev.millrace.server.access;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Keeps everything of this room. What one call does is one commit: a change and its audit are
 * written together or not at all. Safe from any thread; every method may block and throws {@code
 * StoreUnavailable} when it can't answer now.
 */
public interface AccessStore {
  /**
   * Changes all or nothing; durable when it returns. What the work throws comes out, and nothing is
   * changed then. The work may be done more than once, and does nothing else.
   */
  <T> T change(Function<AccessRecords, T> work);

  /** Changes what may be lost in a crash, soon, without waiting for it. */
  void changeSoon(String what, Consumer<AccessRecords> work);

  /** Reads one snapshot. */
  <T> T read(Function<AccessRecords, T> work);
}
