package dev.millrace.server.http.problem;

import dev.millrace.wording.Sentence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Why a request was not fulfilled.
 *
 * @param detail for people
 * @param flaws what is wrong in detail, where more can be said than one sentence
 * @param more fields for programs, JSON values
 * @param retryAfterSeconds when it may be tried again, where that is known
 */
public record Problem(
    ProblemKind kind,
    Sentence detail,
    List<Flaw> flaws,
    SequencedMap<String, Object> more,
    Optional<Long> retryAfterSeconds) {
  public Problem {
    flaws = List.copyOf(flaws);
    more = java.util.Collections.unmodifiableSequencedMap(new LinkedHashMap<>(more));
  }

  /**
   * One of several things that are wrong.
   *
   * @param where in the request or the text it is about: {@code steps[0].run}, {@code 12:3}
   */
  public record Flaw(String where, Sentence message) {}

  public static Problem of(ProblemKind kind, Sentence detail) {
    return new Problem(kind, detail, List.of(), new LinkedHashMap<>(), Optional.empty());
  }

  public Problem with(List<Flaw> all) {
    return new Problem(kind, detail, all, more, retryAfterSeconds);
  }

  /** The same with one field more. */
  public Problem with(String field, Object value) {
    var fields = new LinkedHashMap<String, Object>(more);
    fields.put(field, value);
    return new Problem(kind, detail, flaws, fields, retryAfterSeconds);
  }

  public Problem retryAfter(long seconds) {
    return new Problem(kind, detail, flaws, more, Optional.of(seconds));
  }
}
