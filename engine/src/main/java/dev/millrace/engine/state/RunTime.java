package dev.millrace.engine.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a job has run in this attempt. Its timeout counts this time only: neither a pause, in
 * which a person thinks, nor the wait for a machine is the job's fault.
 *
 * @param before of the spells that are over
 * @param since when the present spell began; empty while the job does not run
 */
public record RunTime(Duration before, Optional<Instant> since) {
  public static final RunTime NONE = new RunTime(Duration.ZERO, Optional.empty());

  /** Goes on from now, or as it did already. */
  RunTime resumed(Instant now) {
    return since.isPresent() ? this : new RunTime(before, Optional.of(now));
  }

  /** Stands still from now, or as it did already. */
  RunTime halted(Instant now) {
    return since
        .map(start ->
            new RunTime(before.plus(positive(Duration.between(start, now))), Optional.empty()))
        .orElse(this);
  }

  /** What is left of {@code limit} for the present spell, not less than nothing. */
  public Duration left(Duration limit) {
    return positive(limit.minus(before));
  }

  private static Duration positive(Duration time) {
    return time.isNegative() ? Duration.ZERO : time;
  }
}
