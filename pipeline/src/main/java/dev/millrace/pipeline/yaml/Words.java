package dev.millrace.pipeline.yaml;

import java.util.Locale;

/** From the format's words to the model's names. */
final class Words {
  private Words() {}

  /** The constant that {@code word}, already checked, names: {@code wework-chat}, {@code INPUT}. */
  static <E extends Enum<E>> E of(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
