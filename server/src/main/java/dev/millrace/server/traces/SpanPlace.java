package dev.millrace.server.traces;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.TaskId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By which a span is found: the trace it is of, and itself in it.
 *
 * @param trace 32 hexadecimal digits, not all zero
 * @param span 16 hexadecimal digits, not all zero
 */
public record SpanPlace(String trace, String span) {
  /** The header and the variable that carry one: W3C Trace Context, section 3.2. */
  public static final String HEADER = "traceparent";

  private static final int TRACE_DIGITS = 32;
  private static final int SPAN_DIGITS = 16;
  private static final Pattern W3C =
      Pattern.compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?");

  public SpanPlace {
    if (!isId(trace, TRACE_DIGITS) || !isId(span, SPAN_DIGITS)) {
      throw new IllegalArgumentException("no span can be at " + trace + " " + span);
    }
  }

  private static boolean isId(String id, int digits) {
    return id.matches("[0-9a-f]{" + digits + "}") && !id.matches("0+");
  }

  /** As the header of W3C says it; empty if it says none that can be. */
  public static Optional<SpanPlace> read(String header) {
    Matcher read = W3C.matcher(header.strip());
    return read.matches() && isId(read.group(1), TRACE_DIGITS) && isId(read.group(2), SPAN_DIGITS)
        ? Optional.of(new SpanPlace(read.group(1), read.group(2)))
        : Optional.empty();
  }

  /** As the header of W3C says it, for one that is kept. */
  public String written() {
    return "00-" + trace + "-" + span + "-01";
  }

  /** The root of the trace of a build's attempt. */
  public static SpanPlace ofBuild(BuildId build, int attempt) {
    String trace = digest("build", build, attempt).substring(0, TRACE_DIGITS);
    return new SpanPlace(trace, spanId(trace, "build"));
  }

  static SpanPlace ofBuild(Build build) {
    return ofBuild(build.id(), build.attempt());
  }

  /** A request that began no trace elsewhere. */
  static SpanPlace ofRequest(String request) {
    String trace = digest("request", request).substring(0, TRACE_DIGITS);
    return new SpanPlace(trace, spanId(trace, "request"));
  }

  /** The request within a trace that began elsewhere. */
  SpanPlace within(String request) {
    return other("request", request);
  }

  SpanPlace ofStage(StageId stage, int attempt) {
    return other("stage", stage, attempt);
  }

  SpanPlace ofJob(JobId job, int attempt) {
    return other("job", job, attempt);
  }

  /** One execution of a task. */
  public SpanPlace ofTask(JobId job, TaskId task, int attempt, int retry) {
    return other("task", job, task, attempt, retry);
  }

  /** What this waits for. */
  SpanPlace ofWait(WaitCause cause, long number) {
    return other("wait", span, cause, number);
  }

  private SpanPlace other(Object... what) {
    return new SpanPlace(trace, spanId(trace, what));
  }

  private static String spanId(String trace, Object... what) {
    return digest(trace, digest(what)).substring(0, SPAN_DIGITS);
  }

  /** Each piece with its length, so that no two lists of pieces are the same text. */
  private static String digest(Object... pieces) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Object piece : pieces) {
        byte[] bytes = piece.toString().getBytes(UTF_8);
        digest.update((bytes.length + ":").getBytes(UTF_8));
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
