package dev.millrace.pipeline.yaml;

import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.yaml.tree.CoreScalars;
import dev.millrace.pipeline.yaml.tree.Node;
import dev.millrace.pipeline.yaml.tree.Node.Entry;
import dev.millrace.pipeline.yaml.tree.Node.Mapping;
import dev.millrace.pipeline.yaml.tree.Node.Scalar;
import dev.millrace.pipeline.yaml.tree.Node.ScalarType;
import dev.millrace.pipeline.yaml.tree.Node.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * A map seen by its keys. Lenient: what has the wrong kind counts as absent, because the check of
 * shapes has told the author already, and mapping goes on to find what else is wrong.
 */
record View(List<Entry> entries) {
  private static final View EMPTY = new View(List.of());

  static View of(Node node) {
    return node instanceof Mapping map ? new View(map.entries()) : EMPTY;
  }

  static View of(Optional<Node> node) {
    return node.map(View::of).orElse(EMPTY);
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  boolean has(String key) {
    return node(key).isPresent();
  }

  Optional<Node> node(String key) {
    for (Entry entry : entries) {
      if (entry.name().equals(key)) {
        return entry.value() instanceof Scalar scalar && scalar.isUnknown()
            ? Optional.empty()
            : Optional.of(entry.value());
      }
    }
    return Optional.empty();
  }

  View map(String key) {
    return of(node(key));
  }

  Optional<Scalar> scalar(String key) {
    return node(key).filter(Scalar.class::isInstance).map(Scalar.class::cast);
  }

  /** The text behind {@code key}; a null is an empty text. */
  Optional<String> text(String key) {
    return scalar(key).map(Scalar::text);
  }

  /** The text behind {@code key} unless it is empty. */
  Optional<String> name(String key) {
    return text(key).filter(text -> !text.isEmpty());
  }

  String textOrEmpty(String key) {
    return text(key).orElse("");
  }

  Optional<Boolean> flag(String key) {
    return scalar(key)
        .filter(value -> value.type() == ScalarType.BOOLEAN)
        .map(value -> CoreScalars.flag(value.value()));
  }

  boolean flag(String key, boolean otherwise) {
    return flag(key).orElse(otherwise);
  }

  /** A boolean, or the words {@code enabled} and {@code disabled}. */
  boolean enabled(String key, boolean otherwise) {
    return text(key)
        .map(text -> text.equalsIgnoreCase("true") || text.equals("enabled"))
        .orElse(otherwise);
  }

  Optional<Integer> whole(String key) {
    return scalar(key)
        .filter(value -> value.type() == ScalarType.INTEGER)
        .map(value -> CoreScalars.whole(value.value()))
        .filter(number -> number == number.intValue())
        .map(Long::intValue);
  }

  /** The items of a list. */
  List<Node> items(String key) {
    return node(key).map(View::itemsOf).orElse(List.of());
  }

  static List<Node> itemsOf(Node node) {
    return node instanceof Sequence sequence ? sequence.items() : List.of();
  }

  /** The texts of a list, or a single text as a list of one. */
  List<String> texts(String key) {
    return scalars(key).stream().map(Scalar::text).toList();
  }

  /** The same with their places. */
  List<Scalar> scalars(String key) {
    return node(key).map(View::scalarsOf).orElse(List.of());
  }

  static List<Scalar> scalarsOf(Node node) {
    return switch (node) {
      case Scalar scalar -> scalar.isNull() ? List.of() : List.of(scalar);
      case Sequence sequence ->
          sequence.items().stream()
              .filter(Scalar.class::isInstance)
              .map(Scalar.class::cast)
              .filter(scalar -> !scalar.isUnknown())
              .toList();
      case Mapping _ -> List.of();
    };
  }

  SequencedMap<String, String> textMap(String key) {
    return textMap(map(key));
  }

  static SequencedMap<String, String> textMap(View view) {
    SequencedMap<String, String> texts = new LinkedHashMap<>();
    view.entries()
        .forEach(entry -> {
          if (entry.value() instanceof Scalar scalar) {
            texts.put(entry.name(), scalar.text());
          }
        });
    return texts;
  }

  SequencedMap<String, Data> dataMap(String key) {
    return map(key).data(Set.of());
  }

  /** All keys but {@code without} as data. */
  SequencedMap<String, Data> data(Set<String> without) {
    SequencedMap<String, Data> data = new LinkedHashMap<>();
    entries.stream()
        .filter(entry -> !without.contains(entry.name()))
        .forEach(entry -> data.put(entry.name(), data(entry.value())));
    return data;
  }

  /** The keys of {@code carried} that are there, for the model to carry without a word for them. */
  SequencedMap<String, Data> carry(String... carried) {
    SequencedMap<String, Data> data = new LinkedHashMap<>();
    for (String key : carried) {
      node(key).ifPresent(node -> data.put(key, data(node)));
    }
    return data;
  }

  Optional<Data> data(String key) {
    return node(key).map(View::data);
  }

  static Data data(Node node) {
    return switch (node) {
      case Scalar scalar ->
          switch (scalar.type()) {
            case TEXT -> new Data.Text(scalar.value());
            case BOOLEAN -> new Data.Flag(CoreScalars.flag(scalar.value()));
            case INTEGER, DECIMAL -> new Data.Decimal(CoreScalars.number(scalar.value()));
            case NULL -> new Data.Nothing();
          };
      case Sequence sequence -> new Data.Items(sequence.items().stream().map(View::data).toList());
      case Mapping map -> new Data.Fields(of(map).data(Set.of()));
    };
  }
}
