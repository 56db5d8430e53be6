package dev.millrace.pipeline.yaml.shape;

import dev.millrace.pipeline.yaml.tree.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What may stand behind a key. */
sealed interface Shape {
  /** Nothing longer is asked for. */
  int UNLIMITED = Integer.MAX_VALUE;

  /** A shape of single values. */
  sealed interface Single extends Shape {}

  /**
   * Any single value, taken as it is written: {@code jdk: 1.8} is the text {@code 1.8}.
   *
   * @param min least number of characters
   * @param max greatest number of characters
   * @param form what the whole text must look like
   */
  record Text(int min, int max, Optional<Form> form) implements Single {}

  /** What a text must look like; {@code example} is what a message shows. */
  record Form(Pattern pattern, String example) {}

  /** One of a few words. */
  record Word(List<String> words) implements Single {
    public Word {
      words = List.copyOf(words);
    }
  }

  /** The version of the format. */
  record Version() implements Single {}

  /** True or false. */
  record Flag() implements Single {}

  /** True or false, or one of the words enabled and disabled. */
  record Switch() implements Single {}

  /** A whole number. */
  record Whole(int min, int max) implements Single {}

  /** A whole number from {@code min} to {@code max}, or a text with a reference that gives one. */
  record Minutes(int min, int max) implements Single {}

  /** Whatever the author likes. */
  record Anything() implements Shape {}

  /** A list. */
  record Items(Shape each, int min, int max, boolean unique) implements Shape {}

  /** A map with the keys of a table. */
  record Fields(Table table) implements Shape {}

  /**
   * A map whose keys its author chooses.
   *
   * @param keyMax greatest length of a key
   * @param max greatest number of keys
   * @param special keys with a meaning of their own
   */
  record Entries(int keyMax, Shape each, int min, int max, Map<String, Field> special)
      implements Shape {
    public Entries {
      special = Map.copyOf(special);
    }
  }

  /** By what is written: a single value, a list or a map; at least two of them. */
  record Choice(Optional<Shape> single, Optional<Shape> list, Optional<Shape> map)
      implements Shape {
    /** The shape for {@code node}'s kind. */
    Optional<Shape> of(Node node) {
      return node instanceof Node.Scalar ? single : node instanceof Node.Sequence ? list : map;
    }

    /** The shapes there are. */
    List<Shape> all() {
      return java.util.stream.Stream.of(single, list, map).flatMap(Optional::stream).toList();
    }
  }

  /** A map that is one thing if it has any of the keys and another if not. */
  record ByKey(List<String> keys, Shape present, Shape absent) implements Shape {
    public ByKey {
      keys = List.copyOf(keys);
    }

    boolean isPresentIn(Node node) {
      return node instanceof Node.Mapping map
          && keys.stream().anyMatch(key -> map.get(key).isPresent());
    }
  }

  // What tables say most.

  Shape TEXT = new Text(0, UNLIMITED, Optional.empty());
  Shape FLAG = new Flag();
  Shape ANYTHING = new Anything();
  Shape ANY_MAP = new Entries(UNLIMITED, ANYTHING, 0, UNLIMITED, Map.of());
  Shape TEXT_MAP = new Entries(UNLIMITED, TEXT, 0, UNLIMITED, Map.of());
  Shape TEXTS = listOf(TEXT);
  Shape TEXT_OR_TEXTS = new Choice(Optional.of(TEXT), Optional.of(TEXTS), Optional.empty());

  static Shape text(int max) {
    return new Text(0, max, Optional.empty());
  }

  /** A text that is not empty. */
  static Shape name(int max) {
    return new Text(1, max, Optional.empty());
  }

  static Shape form(int max, String pattern, String example) {
    return new Text(0, max, Optional.of(new Form(Pattern.compile(pattern), example)));
  }

  static Shape word(String... words) {
    return new Word(List.of(words));
  }

  static Shape whole(int min, int max) {
    return new Whole(min, max);
  }

  static Shape listOf(Shape each) {
    return new Items(each, 0, UNLIMITED, false);
  }

  static Shape listOf(Shape each, int min, int max) {
    return new Items(each, min, max, false);
  }

  /** A list without repetition of some of {@code words}. */
  static Shape someOf(String... words) {
    return new Items(word(words), 0, UNLIMITED, true);
  }

  static Shape mapOf(int keyMax, Shape each, int max) {
    return new Entries(keyMax, each, 0, max, Map.of());
  }

  static Shape either(Shape single, Table map) {
    return new Choice(Optional.of(single), Optional.empty(), Optional.of(new Fields(map)));
  }

  static Shape listOr(Shape list, Table map) {
    return new Choice(Optional.empty(), Optional.of(list), Optional.of(new Fields(map)));
  }
}
