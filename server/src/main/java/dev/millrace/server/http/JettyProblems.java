package dev.millrace.server.http;

import dev.millrace.server.http.problem.HttpWording;
import dev.millrace.server.http.problem.Problem;
import dev.millrace.server.http.problem.ProblemKind;
import dev.millrace.wording.Language;
import java.nio.ByteBuffer;
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
    int status = response.getStatus();
    String id = RequestIds.next();
    if (status >= 500) {
      LOG.atError()
          .addKeyValue("request", id)
          .setCause((Throwable) request.getAttribute(ERROR_EXCEPTION))
          .log("a request failed before it reached a route");
    }
    Problem problem =
        status >= 500
            ? Problem.of(ProblemKind.INTERNAL, HttpWording.OUR_FAULT.of(id))
            : Problem.of(
                ProblemKind.INVALID,
                HttpWording.BAD_REQUEST.of(String.valueOf(request.getAttribute(ERROR_MESSAGE))));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemAnswers.MEDIA_TYPE);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put(RequestIds.HEADER, id);
    byte[] body = ProblemAnswers.written(problem, id, Language.ENGLISH);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }
}
