package dev.millrace.expression;

import dev.millrace.wording.Sentence;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The functions an expression may call. Names are found in any case. What a function needs from
 * outside is given here, once, by whoever evaluates.
 */
public final class Functions {
  private final Map<String, Function> byLowerCaseName;

  private Functions(Map<String, Function> byLowerCaseName) {
    this.byLowerCaseName = byLowerCaseName;
  }

  /** The files of the running job, on the machine that runs it. */
  @FunctionalInterface
  public interface HashFiles {
    /**
     * The lower-case hex SHA-256 over the SHA-256 of every matched regular file, one after the
     * other; empty if nothing matches. May block on the disk.
     *
     * @param patterns Ant-style, relative to the job's workspace; never empty
     */
    String hash(List<String> patterns);
  }

  /**
   * What every expression may call: all functions but {@code hashFiles}.
   *
   * @param zone the time zone in which {@code strToTime} reads its text
   */
  public static Functions standard(ZoneId zone) {
    Map<String, Function> functions = new LinkedHashMap<>();
    StandardFunctions.all(zone).forEach(function -> functions.put(key(function), function));
    return new Functions(functions);
  }

  /** These functions and {@code hashFiles}, for whoever evaluates beside the job's workspace. */
  public Functions withHashFiles(HashFiles files) {
    Map<String, Function> functions = new LinkedHashMap<>(byLowerCaseName);
    Function hashFiles = StandardFunctions.hashFiles(files);
    functions.put(key(hashFiles), hashFiles);
    return new Functions(functions);
  }

  @Nullable Function find(String name) {
    return byLowerCaseName.get(name.toLowerCase(Locale.ROOT));
  }

  /** What to write instead of a function that doesn't exist. */
  Sentence hintFor(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "hashfiles" -> ExpressionWording.HASH_FILES_IN_STEPS.of();
      case "success" -> ExpressionWording.SUCCESS_IS_USUAL.of();
      case "failure" -> ExpressionWording.WRITE_WORD.of("FAILURE");
      case "always" -> ExpressionWording.WRITE_WORD.of("ALWAYS");
      case "cancelled", "canceled" -> ExpressionWording.WRITE_CANCELED_IN_FINALLY.of();
      default -> {
        var names = byLowerCaseName.values().stream().map(Function::name).toList();
        yield DidYouMean.among(names, name)
            .map(near -> ExpressionWording.DID_YOU_MEAN.of(near))
            .orElseGet(() -> ExpressionWording.FUNCTIONS_ARE.of(String.join(", ", names)));
      }
    };
  }

  private static String key(Function function) {
    return function.name().toLowerCase(Locale.ROOT);
  }
}
