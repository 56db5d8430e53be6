package dev.millrace.server.access.memory;

import dev.millrace.server.access.AccessRecords;
import dev.millrace.server.access.AccessStore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/** Everything of the room in memory. One lock guards all; a change works on a copy. */
public final class MemoryAccess implements AccessStore {
  private final ReentrantLock lock = new ReentrantLock();
  private final MemoryAudit audit;

  /** Never changed, only replaced; guarded by the lock. */
  private MemoryRecords records;

  /** Keeps audits where stores of other rooms do. */
  public MemoryAccess(MemoryAudit audit) {
    this.audit = audit;
    this.records = new MemoryRecords(audit);
  }

  public MemoryAccess() {
    this(new MemoryAudit());
  }

  public MemoryAudit audit() {
    return audit;
  }

  @Override
  public <T> T change(Function<AccessRecords, T> work) {
    lock.lock();
    try {
      MemoryRecords next = records.copy();
      T answer = work.apply(next);
      next.audits().settle();
      records = next;
      return answer;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void changeSoon(String what, Consumer<AccessRecords> work) {
    var _ =
        change(records -> {
          work.accept(records);
          return what;
        });
  }

  @Override
  public <T> T read(Function<AccessRecords, T> work) {
    lock.lock();
    try {
      return work.apply(records.copy());
    } finally {
      lock.unlock();
    }
  }
}
