package dev.millrace.server.http;

import dev.millrace.server.http.idempotency.KeptAnswers;
import dev.millrace.server.http.idempotency.Repeats;
import dev.millrace.server.http.json.Json;
import dev.millrace.server.http.problem.HttpWording;
import dev.millrace.server.http.problem.Problem;
import dev.millrace.server.http.problem.ProblemKind;
import dev.millrace.server.http.problem.Refused;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes requests from the door to the answer. Safe from any thread. */
final class Dispatch {
  /** The header that makes a request be done once. */
  static final String KEY = "Idempotency-Key";

  /** W3C Trace Context. */
  private static final String TRACEPARENT = "traceparent";

  /** Who sent a request, among the attributes of its context. */
  private static final String USER = "millrace.user";

  private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
  private static final String JSON = "application/json";
  private static final long SOON_SECONDS = 1;

  private final HttpSettings settings;
  private final Surroundings around;
  private final Gatekeeper gatekeeper;
  private final Repeats repeats;
  private final ProblemAnswers problems;
  private final SessionCookie cookie;
  private final Semaphore room;
  private volatile boolean stopping;

  Dispatch(HttpSettings settings, Surroundings around) {
    this.settings = settings;
    this.around = around;
    this.gatekeeper = new Gatekeeper(around.doors());
    this.repeats = new Repeats(around.answers(), around.clock());
    this.problems = new ProblemAnswers(around.problems());
    this.cookie = new SessionCookie(settings.isSecure());
    this.room = new Semaphore(settings.maxRequests());
  }

  /** From now on, requests are sent away. */
  void stop() {
    stopping = true;
  }

  Repeats repeats() {
    return repeats;
  }

  void handle(Route route, Context context) {
    String request = RequestIds.next();
    context.header(RequestIds.HEADER, request);
    Optional<String> traceparent = Optional.ofNullable(context.header(TRACEPARENT));
    try (var _ = LogKeys.of(request, around.observer().traceOf(request, traceparent))) {
      handle(route, context, request, traceparent);
    }
  }

  private void handle(Route route, Context context, String request, Optional<String> traceparent) {
    long began = System.nanoTime();
    boolean counts = !(route.reply() instanceof Reply.Events);
    Headers.safe(context);
    if (counts && !room.tryAcquire()) {
      refuse(context, request, ProblemAnswers.told(busy(), route.id()));
      return;
    }
    try {
      write(context, answer(route, context, request));
    } catch (IOException gone) {
      LOG.atDebug()
          .addKeyValue("route", route.id())
          .setCause(gone)
          .log("the client has gone before it was answered");
    } catch (RuntimeException | Error failure) {
      boolean isWhole = route.reply() instanceof Reply.Events && context.res().isCommitted();
      if (isWhole) {
        // Each event is whole by itself; who comes back for more is told what is wrong.
        var _ = problems.of(failure, route.id(), request);
      } else {
        failed(context, request, route.id(), failure);
      }
    } finally {
      if (counts) {
        room.release();
      }
      LOG.atDebug()
          .addKeyValue("route", route.id())
          .addKeyValue("status", context.statusCode())
          .log("a request is answered");
      around
          .observer()
          .answered(
              new Surroundings.Answered(
                  route,
                  context.statusCode(),
                  Duration.ofNanos(System.nanoTime() - began),
                  request,
                  Optional.ofNullable(context.attribute(USER)),
                  traceparent,
                  Optional.ofNullable(context.res().getHeader("Location"))));
    }
  }

  /** Says what is wrong; an answer that has begun is cut off, so that nobody takes it for whole. */
  void failed(Context context, String request, String what, Throwable failure) {
    Problem problem = problems.of(failure, what, request);
    if (context.res().isCommitted()) {
      ServletContextRequest.getServletContextRequest(context.req())
          .getConnectionMetaData()
          .getConnection()
          .getEndPoint()
          .close();
    } else {
      refuse(context, request, problem);
    }
  }

  private static Problem busy() {
    return Problem.of(ProblemKind.UNAVAILABLE, HttpWording.TOO_BUSY.of()).retryAfter(SOON_SECONDS);
  }

  private Answer answer(Route route, Context context, String request) {
    if (stopping) {
      throw new Refused(
          Problem.of(ProblemKind.UNAVAILABLE, HttpWording.STOPPING.of()).retryAfter(SOON_SECONDS));
    }
    Credentials shown = Credentials.of(context, cookie);
    var principal = gatekeeper.admit(route, context, shown);
    principal.ifPresent(who -> {
      context.attribute(USER, who.user());
      LogKeys.user(who.user());
    });
    checkQueries(route, context);
    byte[] body =
        route.method().isSafe()
            ? new byte[0]
            : RequestBody.of(route, context, settings.maxBody(), settings.patience());
    String address = RemoteAddresses.of(context, settings.trustedProxies());
    var caller = new Call.Caller(request, address, principal, cookie);
    var call = new Call(context, caller, body);
    Optional<String> key =
        Optional.ofNullable(context.header(KEY))
            .filter(_ -> !route.method().isSafe() && principal.isPresent())
            .map(Repeats::key);
    if (key.isEmpty()) {
      return route.handler().answer(call);
    }
    if (!route.repeatable()) {
      throw Refused.invalid(HttpWording.KEY_NOT_HERE.of());
    }
    String fingerprint =
        Repeats.fingerprint(
            route.method().name(),
            context.path(),
            Optional.ofNullable(context.queryString()).orElse(""),
            body);
    return again(
        repeats.once(
            new KeptAnswers.Key(call.user(), key.get()),
            fingerprint,
            () -> kept(route.handler().answer(call), fingerprint)));
  }

  private static void checkQueries(Route route, Context context) {
    List<String> known = route.queries().stream().map(Query::name).toList();
    for (String name : queryNames(context)) {
      if (!known.contains(name)) {
        String shown = name.length() <= 64 ? name : name.substring(0, 64) + "…";
        throw Refused.invalid(
            HttpWording.UNKNOWN_QUERY.of(
                shown, known.isEmpty() ? "none" : String.join(", ", known)));
      }
    }
  }

  private static Iterable<String> queryNames(Context context) {
    try {
      return context.queryParamMap().keySet();
    } catch (IllegalArgumentException _) {
      throw Refused.invalid(HttpWording.BAD_QUERY.of());
    }
  }

  private KeptAnswers.Kept kept(Answer answer, String fingerprint) {
    String body =
        switch (answer.content()) {
          case Answer.Content.Nothing() -> "";
          case Answer.Content.Json(var value) -> Json.written(value);
          case Answer.Content.Stream _ ->
              throw new IllegalStateException("a stream can't be answered again");
        };
    return new KeptAnswers.Kept(
        fingerprint, answer.status(), answer.headers(), body, around.clock().instant());
  }

  private static Answer again(KeptAnswers.Kept kept) {
    return new Answer(
        kept.status(),
        new LinkedHashMap<>(kept.headers()),
        kept.body().isEmpty()
            ? new Answer.Content.Nothing()
            : new Answer.Content.Json(new tools.jackson.databind.util.RawValue(kept.body())));
  }

  private static void write(Context context, Answer answer) throws IOException {
    answer.headers().forEach(context::header);
    if (isKnown(context, answer)) {
      context.status(304);
      return;
    }
    context.status(answer.status());
    switch (answer.content()) {
      case Answer.Content.Nothing() -> {}
      case Answer.Content.Json(var value) -> {
        context.contentType(JSON);
        // Not by Javalin, which would look at If-None-Match once more, and whatever the method.
        context.res().getOutputStream().write(Json.bytes(value));
      }
      case Answer.Content.Stream(var mediaType, var writer) -> {
        context.contentType(mediaType);
        if (!context.method().equals(HandlerType.HEAD)) {
          writer.to(context.res().getOutputStream());
        }
      }
    }
  }

  private static boolean isKnown(Context context, Answer answer) {
    String tag = answer.headers().get("ETag");
    String known = context.header("If-None-Match");
    boolean isRead = List.of(HandlerType.GET, HandlerType.HEAD).contains(context.method());
    return isRead
        && answer.status() == 200
        && tag != null
        && known != null
        && Arrays.stream(known.split(","))
            .map(String::strip)
            .map(each -> each.startsWith("W/") ? each.substring(2) : each)
            .anyMatch(each -> each.equals(tag) || each.equals("*"));
  }

  /** Says a problem, if nothing was said before. */
  static void refuse(Context context, String request, Problem problem) {
    if (context.res().isCommitted()) {
      return;
    }
    problem.retryAfterSeconds().ifPresent(s -> context.header("Retry-After", String.valueOf(s)));
    if (problem.kind() == ProblemKind.NOT_SIGNED_IN) {
      context.header("WWW-Authenticate", "Bearer realm=\"millrace\"");
    }
    context.status(problem.kind().status());
    context.contentType(ProblemAnswers.MEDIA_TYPE);
    context.result(ProblemAnswers.written(problem, request, Call.languageOf(context)));
  }
}
