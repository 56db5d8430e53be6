package dev.millrace.server.builds;

import dev.millrace.engine.state.BuildId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * Which builds to list.
 *
 * @param after continue behind this place; empty: from the newest
 * @param limit 1..{@value #MAX_LIMIT}
 */
public record BuildQuery(BuildFilter filter, Optional<Position> after, int limit) {
  public static final int MAX_LIMIT = 1_000;

  /** Builds looked at for one page; where fewer are wanted, it is short and the next goes on. */
  public static final int MAX_LOOKED_AT = 10_000;

  public BuildQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit " + limit + " is not in 1.." + MAX_LIMIT);
    }
  }

  /** The newest builds of all pipelines. */
  public static BuildQuery newest(int limit) {
    return newest(BuildFilter.ALL, limit);
  }

  /** The newest builds that are wanted. */
  public static BuildQuery newest(BuildFilter filter, int limit) {
    return new BuildQuery(filter, Optional.empty(), limit);
  }

  /** The same list from behind this place. */
  public BuildQuery behind(Position place) {
    return new BuildQuery(filter, Optional.of(place), limit);
  }

  /** A place in the list, which is ordered by time of creation, then by id. */
  public record Position(Instant createdAt, BuildId id) implements Comparable<Position> {
    private static final Comparator<Position> ORDER =
        Comparator.comparing(Position::createdAt).thenComparing(Position::id);

    @Override
    public int compareTo(Position other) {
      return ORDER.compare(this, other);
    }
  }
}
