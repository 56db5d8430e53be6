package dev.millrace.server.http;

import dev.millrace.server.access.Doors;
import dev.millrace.server.access.UserId;
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
    /** A request of a route is answered, or its stream is over. Returns at once. */
    void answered(Answered answered);

    /** The id of the trace that a request is of, for the log. */
    default Optional<String> traceOf(String request, Optional<String> traceparent) {
      return Optional.empty();
    }
  }

  /**
   * A request that is over.
   *
   * @param request its id
   * @param user who sent it, where that was asked
   * @param traceparent the header of W3C Trace Context, as it came
   * @param location of what it made
   */
  public record Answered(
      Route route,
      int status,
      Duration took,
      String request,
      Optional<UserId> user,
      Optional<String> traceparent,
      Optional<String> location) {}
}
