package dev.millrace.server.builds;

import dev.millrace.server.database.StoreUnavailable;

/** A store that does what it is told and, while it is not sure, can't say so. */
final class UnsureStore extends PassingStore {
  boolean sure = true;

  UnsureStore(BuildStore store) {
    super(store);
  }

  @Override
  public void commit(BuildCommit commit) {
    super.commit(commit);
    if (!sure) {
      throw new StoreUnavailable("the line is dead", new IllegalStateException("dead"));
    }
  }
}
