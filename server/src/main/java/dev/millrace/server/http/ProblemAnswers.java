package dev.millrace.server.http;

import dev.millrace.server.database.StoreFull;
import dev.millrace.server.database.StoreUnavailable;
import dev.millrace.server.http.json.Json;
import dev.millrace.server.http.problem.HttpWording;
import dev.millrace.server.http.problem.Problem;
import dev.millrace.server.http.problem.ProblemKind;
import dev.millrace.server.http.problem.Refused;
import dev.millrace.wording.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes problems of exceptions, and JSON of problems. */
final class ProblemAnswers {
  static final String MEDIA_TYPE = "application/problem+json";

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);
  private static final int OURS = 500;
  private static final long SOON_SECONDS = 1;

  /** Somebody has to make room first. */
  private static final long LATER_SECONDS = 10;

  private final List<Function<RuntimeException, Optional<Problem>>> sources;

  ProblemAnswers(List<Function<RuntimeException, Optional<Problem>>> sources) {
    this.sources = sources;
  }

  /** What nobody knows is a fault of ours, and told to the log only. */
  Problem of(Throwable thrown, String what, String request) {
    if (thrown instanceof RuntimeException exception) {
      for (Function<RuntimeException, Optional<Problem>> source : sources) {
        Optional<Problem> problem = source.apply(exception);
        if (problem.isPresent()) {
          return told(problem.get(), what);
        }
      }
    }
    return switch (thrown) {
      case Refused refused -> told(refused.problem(), what);
      case StoreFull full -> {
        LOG.atError()
            .addKeyValue("route", what)
            .setCause(full)
            .log("a request found no room on the disk");
        yield Problem.of(ProblemKind.UNAVAILABLE, HttpWording.DISK_FULL.of())
            .retryAfter(LATER_SECONDS);
      }
      case StoreUnavailable gone -> {
        LOG.atWarn()
            .addKeyValue("route", what)
            .setCause(gone)
            .log("a request could not reach the store");
        yield Problem.of(ProblemKind.UNAVAILABLE, HttpWording.STORE_GONE.of())
            .retryAfter(SOON_SECONDS);
      }
      case HttpException bad when bad.getCode() < 500 ->
          Problem.of(
              ProblemKind.INVALID,
              HttpWording.BAD_REQUEST.of(
                  Optional.ofNullable(bad.getReason()).orElse(String.valueOf(bad.getCode()))));
      default -> {
        LOG.atError().addKeyValue("route", what).setCause(thrown).log("a request failed");
        yield Problem.of(ProblemKind.INTERNAL, HttpWording.OUR_FAULT.of(request));
      }
    };
  }

  /** What we could not do is found in the log by the id that the client is told. */
  static Problem told(Problem problem, String what) {
    if (problem.kind().status() >= OURS) {
      LOG.atWarn()
          .addKeyValue("route", what)
          .addKeyValue("reason", problem.detail().wording().id())
          .log("a request could not be served now");
    }
    return problem;
  }

  /** As RFC 9457 writes it, with {@code code}, {@code request} and what else the problem has. */
  static byte[] written(Problem problem, String request, Language language) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("type", "urn:millrace:problem:" + problem.kind().code());
    fields.put("title", problem.kind().title());
    fields.put("status", problem.kind().status());
    fields.put("code", problem.kind().code());
    fields.put("reason", problem.detail().wording().id());
    fields.put("detail", problem.detail().in(language));
    fields.put("request", request);
    if (!problem.flaws().isEmpty()) {
      fields.put(
          "errors",
          problem.flaws().stream()
              .map(flaw -> Map.of("where", flaw.where(), "message", flaw.message().in(language)))
              .toList());
    }
    problem.more().forEach(fields::putIfAbsent);
    return Json.bytes(fields);
  }
}
