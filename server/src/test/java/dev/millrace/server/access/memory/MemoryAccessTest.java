package dev.millrace.server.access.memory;

import dev.millrace.server.access.AccessStore;
import dev.millrace.server.access.AccessStoreContract;
import dev.millrace.server.access.AuditContract;

class MemoryAccessTest implements AccessStoreContract, AuditContract {
  private final MemoryAccess store = new MemoryAccess();

  @Override
  public AccessStore store() {
    return store;
  }

  @Override
  public void settle() {}
}
