package dev.millrace.agent.process;

/** Takes what a process prints. All calls come from the one thread that runs the process. */
public interface Output {
  /** The next bytes, in the order written; {@code bytes} is used again after the call. */
  void accept(byte[] bytes, int length);

  /**
   * False: don't read on, the process shall wait. Whoever makes room calls {@link
   * JobProcesses#wake}.
   */
  boolean hasRoom();

  /**
   * Does what is due.
   *
   * @return milliseconds until it wants to be called again; called earlier whenever bytes arrive
   */
  int tick();
}
