package dev.millrace.pipeline.problem;

import dev.millrace.pipeline.limit.Limits;
import dev.millrace.wording.Sentence;
import java.util.List;

/** A value in a message. */
public sealed interface Argument {
  /** Shown as it is, in every language: a key, a value, a number. */
  record Literal(String text) implements Argument {}

  /** Translated, and joined by the language's <em>or</em>. */
  record Kinds(List<Kind> kinds) implements Argument {
    public Kinds {
      kinds = List.copyOf(kinds);
    }
  }

  /** A phrase of ours, which every language has. */
  record Worded(Phrase phrase, List<Argument> arguments) implements Argument {
    public Worded {
      arguments = List.copyOf(arguments);
    }
  }

  /** What is wrong with an expression and what to write instead, one or two sentences. */
  record Said(List<Sentence> sentences) implements Argument {
    public Said {
      sentences = List.copyOf(sentences);
    }
  }

  /** What callers pass most: a literal for texts and numbers, kinds for kinds. */
  static Argument of(Object value) {
    return switch (value) {
      case Argument argument -> argument;
      case Kind kind -> new Kinds(List.of(kind));
      default -> new Literal(shorten(value.toString()));
    };
  }

  private static String shorten(String text) {
    return text.codePointCount(0, text.length()) <= Limits.SHOWN_VALUE_MAX
        ? text
        : text.substring(0, text.offsetByCodePoints(0, Limits.SHOWN_VALUE_MAX)) + "…";
  }
}
