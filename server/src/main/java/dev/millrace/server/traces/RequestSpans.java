package dev.millrace.server.traces;

import dev.millrace.engine.state.BuildId;
import dev.millrace.server.access.UserId;
import dev.millrace.server.http.Reply;
import dev.millrace.server.http.Surroundings.Answered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The span of a request; of one that began a build, also a span in the build's trace, each with a
 * link to the other, so that who follows either finds both.
 */
final class RequestSpans {
  private static final Pattern BUILD = Pattern.compile("/api/v1/projects/[^/]+/builds/([^/]+)");
  private static final int CREATED = 201;

  private RequestSpans() {}

  /** None of a stream: how long somebody watched says nothing. */
  static List<FinishedSpan> of(Answered answered, Instant end) {
    if (answered.route().reply() instanceof Reply.Events) {
      return List.of();
    }
    Optional<SpanPlace> parent = answered.traceparent().flatMap(SpanPlace::read);
    SpanPlace place = placeOf(answered);
    Optional<SpanPlace> build = begun(answered);
    Instant start = end.minus(answered.took());
    var spans = new ArrayList<FinishedSpan>();
    spans.add(
        new FinishedSpan(
            place,
            parent,
            build.stream().toList(),
            FinishedSpan.Kind.SERVER,
            answered.route().method() + " " + answered.route().path(),
            start,
            end,
            answered.status() >= 500,
            FinishedSpan.attributes(
                "http.request.method", answered.route().method(),
                "http.route", answered.route().path(),
                "http.response.status_code", answered.status(),
                "millrace.request", answered.request(),
                "millrace.user", answered.user().map(UserId::value))));
    build.ifPresent(root ->
        spans.add(
            new FinishedSpan(
                root.within(answered.request()),
                Optional.of(root),
                List.of(place),
                FinishedSpan.Kind.INTERNAL,
                "request",
                start,
                end,
                false,
                new LinkedHashMap<>(
                    FinishedSpan.attributes(
                        "millrace.request", answered.request(),
                        "millrace.user", answered.user().map(UserId::value))))));
    return List.copyOf(spans);
  }

  /** In the trace of whoever sent it, or one of its own. */
  static SpanPlace placeOf(Answered answered) {
    return answered
        .traceparent()
        .flatMap(SpanPlace::read)
        .map(caller -> caller.within(answered.request()))
        .orElseGet(() -> SpanPlace.ofRequest(answered.request()));
  }

  private static Optional<SpanPlace> begun(Answered answered) {
    Matcher build = BUILD.matcher(answered.location().orElse(""));
    return answered.status() == CREATED && build.matches()
        ? Optional.of(SpanPlace.ofBuild(new BuildId(build.group(1)), 1))
        : Optional.empty();
  }
}
