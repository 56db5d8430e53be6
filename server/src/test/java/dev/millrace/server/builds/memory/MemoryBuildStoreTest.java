package dev.millrace.server.builds.memory;

import dev.millrace.server.builds.BuildListsContract;
import dev.millrace.server.builds.BuildStore;
import dev.millrace.server.builds.BuildStoreContract;
import dev.millrace.server.builds.BuildWaitsContract;
import dev.millrace.server.builds.EarlierExecutionContract;
import dev.millrace.server.builds.arbiters.ArbiterStoreContract;

class MemoryBuildStoreTest
    implements BuildStoreContract,
        BuildListsContract,
        EarlierExecutionContract,
        BuildWaitsContract,
        ArbiterStoreContract<MemoryBuildStore> {
  @Override
  public BuildStore emptyStore() {
    return new MemoryBuildStore();
  }

  @Override
  public BuildStore reopened(BuildStore store) {
    return store;
  }

  @Override
  public MemoryBuildStore emptyArbiters() {
    return new MemoryBuildStore();
  }

  @Override
  public MemoryBuildStore reopenedArbiters(MemoryBuildStore store) {
    return store;
  }
}
