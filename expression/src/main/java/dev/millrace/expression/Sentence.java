package dev.millrace.expression;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence, or a piece of one, that can be said in other languages too.
 *
 * @param pieces what it names, in the order of its placeholders
 */
public record Sentence(Wording wording, List<Piece> pieces) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)}");

  public Sentence {
    pieces = List.copyOf(pieces);
  }

  /** What a sentence names. */
  public sealed interface Piece {
    /** Shown as it is, in every language. */
    record Literal(String text) implements Piece {}

    /** Translated. */
    record Part(Sentence sentence) implements Piece {}
  }

  static Sentence of(Wording wording, Object... pieces) {
    return new Sentence(
        wording,
        Arrays.stream(pieces)
            .<Piece>map(piece ->
                piece instanceof Sentence sentence
                    ? new Piece.Part(sentence)
                    : new Piece.Literal(piece.toString()))
            .toList());
  }

  /** In English. */
  public String english() {
    return in(Wording::english);
  }

  /** In a language, whose text for each wording has the placeholders of the English one. */
  public String in(Function<Wording, String> language) {
    return PLACEHOLDER
        .matcher(language.apply(wording))
        .replaceAll(match -> {
          int index = Integer.parseInt(match.group(1));
          return Matcher.quoteReplacement(
              index < pieces.size() ? shown(pieces.get(index), language) : match.group());
        });
  }

  private static String shown(Piece piece, Function<Wording, String> language) {
    return switch (piece) {
      case Piece.Literal(String text) -> text;
      case Piece.Part(Sentence sentence) -> sentence.in(language);
    };
  }
}
