package dev.millrace.server.builds.memory;

import dev.millrace.server.builds.BuildStore;
import dev.millrace.server.builds.BuildStoreContract;

class MemoryBuildStoreTest implements BuildStoreContract {
  @Override
  public BuildStore emptyStore() {
    return new MemoryBuildStore();
  }

  @Override
  public BuildStore reopened(BuildStore store) {
    return store;
  }
}
