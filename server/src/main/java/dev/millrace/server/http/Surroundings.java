package dev.millrace.server.http;

import dev.millrace.server.access.Doors;
import dev.millrace.server.http.idempotency.KeptAnswers;
import dev.millrace.server.http.problem.Problem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the HTTP server needs of others.
 *
 * @param doors who somebody is, and what they may do
 * @param answers kept for requests that come again
 * @param problems what rooms make of their own exceptions, asked in order
 * @param observer is told of every request that is over
 */
public record Surroundings(
    Doors doors,
    KeptAnswers answers,
    List<Function<RuntimeException, Optional<Problem>>> problems,
    Observer observer,
    InstantSource clock) {
  public Surroundings {
    problems = List.copyOf(problems);
  }

  /** Hears of requests. */
  @FunctionalInterface
  public interface Observer {
    /** A request of a route is answered, or its stream is over. */
    void answered(Route route, int status, Duration took);
  }
}
