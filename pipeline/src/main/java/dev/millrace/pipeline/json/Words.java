package dev.millrace.pipeline.json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the format's words stand for. Several words may mean the same; the first is written.
 *
 * @param <E> what is meant
 */
final class Words<E> {
  private final Map<String, E> meanings = new LinkedHashMap<>();
  private final Map<E, String> words = new LinkedHashMap<>();

  /** Each value of an enumeration under its own name. */
  static <E extends Enum<E>> Words<E> names(Class<E> type) {
    var words = new Words<E>();
    for (E value : type.getEnumConstants()) {
      words.add(value, value.name());
    }
    return words;
  }

  Words<E> add(E meaning, String... written) {
    for (String word : written) {
      meanings.putIfAbsent(word, meaning);
      words.putIfAbsent(meaning, word);
    }
    return this;
  }

  Optional<E> meaning(String word) {
    return Optional.ofNullable(meanings.get(word));
  }

  Optional<String> word(E meaning) {
    return Optional.ofNullable(words.get(meaning));
  }

  /** The word of a meaning that is in the table for certain. */
  String wordOf(E meaning) {
    return word(meaning)
        .orElseThrow(() -> new IllegalStateException("no word stands for " + meaning));
  }
}
