package dev.millrace.server.http.idempotency;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** For tests: nothing outlives the process. */
public final class MemoryKeptAnswers implements KeptAnswers {
  private final Map<Key, Kept> all = new ConcurrentHashMap<>();

  @Override
  public Optional<Kept> find(Key key) {
    return Optional.ofNullable(all.get(key));
  }

  @Override
  public void keep(Key key, Kept kept) {
    var _ =
        all.merge(
            key, kept, (old, other) -> old.at().isAfter(other.at().minus(LIFE)) ? old : other);
  }

  @Override
  public int deleteBefore(Instant moment) {
    int before = all.size();
    all.values().removeIf(kept -> kept.at().isBefore(moment));
    return before - all.size();
  }
}
