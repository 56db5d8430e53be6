package dev.millrace.pipeline.yaml.tree;

import dev.millrace.pipeline.problem.Kind;
import java.util.List;
import java.util.Optional;

/** A piece of YAML and where it was written. Immutable; an aliased node is in the tree twice. */
public sealed interface Node {
  Mark mark();

  /** How many nodes it is, itself and what aliases repeat included. */
  int size();

  /** How many levels it is deep; 1 for a scalar. */
  int height();

  /** What a message calls it. */
  Kind kind();

  /**
   * A single value.
   *
   * @param type what it means in YAML 1.2's core schema
   * @param value its text: as written for plain ones, without quotes for quoted ones
   * @param style how it was written
   */
  record Scalar(Mark mark, ScalarType type, String value, Style style) implements Node {
    @Override
    public int size() {
      return 1;
    }

    @Override
    public int height() {
      return 1;
    }

    @Override
    public Kind kind() {
      return switch (type) {
        case TEXT -> Kind.TEXT;
        case BOOLEAN -> Kind.BOOLEAN;
        case INTEGER -> Kind.WHOLE_NUMBER;
        case DECIMAL -> Kind.NUMBER;
        case NULL -> Kind.NOTHING;
      };
    }

    /** Whether its value is not known, and its author has been told. */
    public boolean isUnknown() {
      return style == Style.BROKEN_ALIAS;
    }

    public boolean isNull() {
      return type == ScalarType.NULL;
    }

    /** The value as a text; a null is the empty text. */
    public String text() {
      return isNull() ? "" : value;
    }
  }

  /** What a scalar means. */
  enum ScalarType {
    TEXT,
    BOOLEAN,
    INTEGER,
    DECIMAL,
    NULL
  }

  /** How a scalar was written; decides where in the source its characters are. */
  enum Style {
    PLAIN,
    QUOTED,
    BLOCK,
    /** As an alias of nothing: what the author meant is not known. */
    BROKEN_ALIAS
  }

  /** A list. */
  record Sequence(Mark mark, List<Node> items, int size, int height) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }

    public Sequence(Mark mark, List<Node> items) {
      this(
          mark,
          items,
          1 + items.stream().mapToInt(Node::size).sum(),
          1 + items.stream().mapToInt(Node::height).max().orElse(0));
    }

    @Override
    public Kind kind() {
      return Kind.LIST;
    }
  }

  /** Keys and values in their author's order; no key is there twice. */
  record Mapping(Mark mark, List<Entry> entries, int size, int height) implements Node {
    public Mapping {
      entries = List.copyOf(entries);
    }

    public Mapping(Mark mark, List<Entry> entries) {
      this(
          mark,
          entries,
          1 + entries.stream().mapToInt(entry -> 1 + entry.value().size()).sum(),
          1 + entries.stream().mapToInt(entry -> entry.value().height()).max().orElse(0));
    }

    @Override
    public Kind kind() {
      return Kind.MAP;
    }

    /** The value of {@code key}. */
    public Optional<Node> get(String key) {
      return entry(key).map(Entry::value);
    }

    /** The key and value of {@code key}. */
    public Optional<Entry> entry(String key) {
      return entries.stream().filter(entry -> entry.name().equals(key)).findFirst();
    }
  }

  /** A key of a mapping with its value. */
  record Entry(Scalar key, Node value) {
    public String name() {
      return key.value();
    }
  }
}
