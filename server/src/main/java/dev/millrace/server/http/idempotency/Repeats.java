package dev.millrace.server.http.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.server.http.problem.HttpWording;
import dev.millrace.server.http.problem.Problem;
import dev.millrace.server.http.problem.ProblemKind;
import dev.millrace.server.http.problem.Refused;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Sees to it that a request with a key is done once. Safe from any thread. */
public final class Repeats {
  private static final long SOON_SECONDS = 1;

  private final KeptAnswers answers;
  private final InstantSource clock;
  private final Set<KeptAnswers.Key> atWork = ConcurrentHashMap.newKeySet();

  public Repeats(KeptAnswers answers, InstantSource clock) {
    this.answers = answers;
    this.clock = clock;
  }

  /**
   * The answer of the same request before, or that of {@code work}, which is kept if it is a
   * success.
   *
   * @throws Refused if the key came with another request, or the same is being worked on
   */
  public KeptAnswers.Kept once(
      KeptAnswers.Key key, String fingerprint, Supplier<KeptAnswers.Kept> work) {
    if (!atWork.add(key)) {
      throw new Refused(
          Problem.of(ProblemKind.CONFLICT, HttpWording.KEY_AT_WORK.of()).retryAfter(SOON_SECONDS));
    }
    try {
      Optional<KeptAnswers.Kept> before =
          answers
              .find(key)
              .filter(kept -> kept.at().isAfter(clock.instant().minus(KeptAnswers.LIFE)));
      if (before.isPresent()) {
        if (!before.get().fingerprint().equals(fingerprint)) {
          throw Refused.of(ProblemKind.UNPROCESSABLE, HttpWording.KEY_OF_ANOTHER.of());
        }
        return before.get();
      }
      KeptAnswers.Kept answer = work.get();
      if (answer.status() < 300 && answer.body().getBytes(UTF_8).length <= KeptAnswers.MAX_BODY) {
        answers.keep(key, answer);
      }
      return answer;
    } finally {
      atWork.remove(key);
    }
  }

  /** Forgets what is too old. */
  public int sweep() {
    return answers.deleteBefore(clock.instant().minus(KeptAnswers.LIFE));
  }

  /** Two requests are the same if all this is. */
  public static String fingerprint(String method, String path, String query, byte[] body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((method + '\n' + path + '\n' + query + '\n').getBytes(UTF_8));
      return HexFormat.of().formatHex(digest.digest(body));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  static boolean isKey(String text) {
    return !text.isEmpty()
        && text.length() <= KeptAnswers.MAX_KEY
        && text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
  }

  /**
   * A key as a header says it.
   *
   * @throws Refused if it can't be one
   */
  public static String key(String header) {
    if (!isKey(header)) {
      throw Refused.invalid(HttpWording.BAD_KEY.of(KeptAnswers.MAX_KEY));
    }
    return header;
  }
}
