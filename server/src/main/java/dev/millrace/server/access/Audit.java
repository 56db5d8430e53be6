package dev.millrace.server.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Shows who changed what, and forgets what is too old or too much. Safe from any thread. */
public final class Audit {
  public static final int MAX_PAGE = 200;

  /** How many are forgotten in one commit, so that others don't wait long. */
  static final int SWEPT_AT_ONCE = 1_000;

  private final AccessStore store;
  private final Retention retention;
  private final InstantSource clock;

  /**
   * What is kept; the rest is forgotten by {@link #sweep}.
   *
   * @param age of the oldest, at least {@link #SHORTEST}
   * @param count of the newest
   */
  public record Retention(Duration age, long count) {
    public static final Duration SHORTEST = Duration.ofDays(1);
    public static final Retention STANDARD = new Retention(Duration.ofDays(366), 1_000_000);

    public Retention {
      if (age.compareTo(SHORTEST) < 0 || count < 1) {
        throw new IllegalArgumentException(
            "audits are kept for at least " + SHORTEST + ", and at least 1: " + age + ", " + count);
      }
    }
  }

  public Audit(AccessStore store, Retention retention, InstantSource clock) {
    this.store = store;
    this.retention = retention;
    this.clock = clock;
  }

  /**
   * The newest first, those that stand before {@code before}: the place of the last of one page
   * asks for the next.
   *
   * @param limit 1..{@value #MAX_PAGE}; more is cut
   */
  public List<AuditRecord> list(AuditFilter filter, Optional<AuditRecord.Place> before, int limit) {
    return store.read(
        records -> records.audits().list(filter, before, Math.clamp(limit, 1, MAX_PAGE)));
  }

  /** Forgets what need not be kept; says how many. To be called now and then. */
  public int sweep() {
    Instant oldest = clock.instant().minus(retention.age());
    int swept = deleteBefore(new AuditRecord.Place(oldest, ""));
    Optional<AuditRecord.Place> place =
        store.read(records -> records.audits().placeOfNewest(retention.count()));
    return swept + place.map(this::deleteBefore).orElse(0);
  }

  private int deleteBefore(AuditRecord.Place place) {
    int all = 0;
    int some;
    do {
      some = store.change(records -> records.audits().deleteBefore(place, SWEPT_AT_ONCE));
      all += some;
    } while (some == SWEPT_AT_ONCE);
    return all;
  }
}
