package dev.millrace.pipeline.matrix;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * YAML or JSON with every scalar as the text that was written: a version {@code 3.10} in a matrix
 * must not become the number 3.1.
 */
sealed interface Tree {
  JsonMapper JSON = JsonMapper.builder().build();

  /** A scalar. */
  record Leaf(String text) implements Tree {}

  /** A list. */
  record Listing(List<Tree> elements) implements Tree {
    public Listing {
      elements = List.copyOf(elements);
    }
  }

  /** A map, in the order of its text. */
  record Mapping(Map<String, Tree> entries) implements Tree {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }

  /** A scalar as it is, anything else as compact JSON. */
  default String asText() {
    return this instanceof Leaf(String text) ? text : JSON.writeValueAsString(plain());
  }

  /** Reads strict JSON; null if the text is anything else or nests too deep. */
  static @Nullable Tree tryJson(String text) {
    return JsonTreeReader.tryRead(text);
  }

  /** Reads one YAML document without aliases; null if the text is anything else or too deep. */
  static @Nullable Tree tryYaml(String text) {
    return YamlTreeReader.tryRead(text);
  }

  private Object plain() {
    return switch (this) {
      case Leaf(String text) -> text;
      case Listing(List<Tree> elements) -> elements.stream().map(Tree::plain).toList();
      case Mapping(Map<String, Tree> entries) -> {
        Map<String, Object> plain = new LinkedHashMap<>();
        entries.forEach((name, part) -> plain.put(name, part.plain()));
        yield plain;
      }
    };
  }
}
