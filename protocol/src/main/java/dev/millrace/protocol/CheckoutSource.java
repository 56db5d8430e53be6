package dev.millrace.protocol;

/** Where sources come from. */
public sealed interface CheckoutSource {
  /** A repository git can reach by this URL or path. */
  record Repository(String url) implements CheckoutSource {}

  /**
   * The files of a folder on this machine as they are now, uncommitted changes included, without
   * what git ignores. What {@code checkout: self} means in a local run.
   */
  record WorkingTree(String folder) implements CheckoutSource {}
}
