package dev.millrace.server.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A store that tells of each audit in it, once the change it is of is on disk. */
public final class ToldAccess implements AccessStore {
  private final AccessStore store;
  private final AuditListener listener;

  public ToldAccess(AccessStore store, AuditListener listener) {
    this.store = store;
    this.listener = listener;
  }

  @Override
  public <T> T change(Function<AccessRecords, T> work) {
    var audits = new ArrayList<AuditEntry>();
    T answer =
        store.change(records -> {
          // What was done before is done again from its beginning.
          audits.clear();
          return work.apply(new Heard(records, audits));
        });
    audits.forEach(listener::changed);
    return answer;
  }

  @Override
  public void changeSoon(String what, Consumer<AccessRecords> work) {
    store.changeSoon(what, work);
  }

  @Override
  public <T> T read(Function<AccessRecords, T> work) {
    return store.read(work);
  }

  private record Heard(AccessRecords records, List<AuditEntry> heard) implements AccessRecords {
    @Override
    public UserRecords users() {
      return records.users();
    }

    @Override
    public SessionRecords sessions() {
      return records.sessions();
    }

    @Override
    public TokenRecords tokens() {
      return records.tokens();
    }

    @Override
    public MemberRecords members() {
      return records.members();
    }

    @Override
    public AuditRecords audits() {
      return new HeardAudits(records.audits(), heard);
    }

    @Override
    public void queueFor(String name) {
      records.queueFor(name);
    }
  }

  private record HeardAudits(AuditRecords records, List<AuditEntry> heard) implements AuditRecords {
    @Override
    public void append(AuditEntry entry) {
      records.append(entry);
      heard.add(entry);
    }

    @Override
    public List<AuditRecord> list(
        AuditFilter filter, Optional<AuditRecord.Place> before, int limit) {
      return records.list(filter, before, limit);
    }

    @Override
    public Optional<AuditRecord.Place> placeOfNewest(long count) {
      return records.placeOfNewest(count);
    }

    @Override
    public int deleteBefore(AuditRecord.Place place, int limit) {
      return records.deleteBefore(place, limit);
    }
  }
}
