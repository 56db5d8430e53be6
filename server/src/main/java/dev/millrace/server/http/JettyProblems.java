package dev.millrace.server.http;

import dev.millrace.server.http.problem.HttpWording;
import dev.millrace.server.http.problem.Problem;
import dev.millrace.server.http.problem.ProblemKind;
import dev.millrace.wording.Language;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says problems for requests that are refused before they reach a route. */
final class JettyProblems extends ErrorHandler {
  private static final Logger LOG = LoggerFactory.getLogger(JettyProblems.class);

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String id = RequestIds.next();
    Problem problem = problem(request, response.getStatus(), id);
    if (problem.kind() == ProblemKind.INTERNAL) {
      LOG.atError()
          .addKeyValue("request", id)
          .setCause((Throwable) request.getAttribute(ERROR_EXCEPTION))
          .log("a request failed before it reached a route");
    }
    response.setStatus(problem.kind().status());
    Headers.SAFE.forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemAnswers.MEDIA_TYPE);
    response.getHeaders().put(RequestIds.HEADER, id);
    byte[] body = ProblemAnswers.written(problem, id, Language.ENGLISH);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  /** Versions and codings of HTTP that we don't speak are no fault of ours, whatever the number. */
  private static Problem problem(Request request, int status, String id) {
    return switch (status) {
      case 414, 431 ->
          Problem.of(
              ProblemKind.HEAD_TOO_LARGE, HttpWording.HEAD_TOO_LARGE.of(HttpSettings.MAX_HEADERS));
      case 500 -> Problem.of(ProblemKind.INTERNAL, HttpWording.OUR_FAULT.of(id));
      case 503 -> Problem.of(ProblemKind.UNAVAILABLE, HttpWording.STOPPING.of());
      default ->
          Problem.of(
              ProblemKind.INVALID,
              HttpWording.BAD_REQUEST.of(
                  Optional.ofNullable(request.getAttribute(ERROR_MESSAGE))
                      .map(Object::toString)
                      .orElse(String.valueOf(status))));
    };
  }
}
