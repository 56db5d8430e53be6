package dev.millrace.server.traces;

import dev.millrace.server.http.Surroundings;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Hears of requests for the traces, and hands on to another who does. Where there are no traces,
 * only the id of those that others sent is known.
 */
public final class TracedRequests implements Surroundings.Observer {
  private final Surroundings.Observer next;
  private final Optional<Traces> traces;
  private final InstantSource clock;

  public TracedRequests(Surroundings.Observer next, Optional<Traces> traces, InstantSource clock) {
    this.next = next;
    this.traces = traces;
    this.clock = clock;
  }

  @Override
  public void answered(Surroundings.Answered answered) {
    traces.ifPresent(to -> to.tell(RequestSpans.of(answered, clock.instant())));
    next.answered(answered);
  }

  @Override
  public Optional<String> traceOf(String request, Optional<String> traceparent) {
    Optional<String> theirs = traceparent.flatMap(SpanPlace::read).map(SpanPlace::trace);
    return theirs.isPresent() || traces.isEmpty()
        ? theirs
        : Optional.of(SpanPlace.ofRequest(request).trace());
  }
}
