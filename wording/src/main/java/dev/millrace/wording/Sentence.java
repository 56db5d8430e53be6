package dev.millrace.wording;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence, or a piece of one, that can be said in every language.
 *
 * @param pieces what it names, in the order of its gaps; a gap without a piece is shown as it is
 */
public record Sentence(Wording wording, List<Piece> pieces) {
  private static final Pattern GAP = Pattern.compile("\\{(\\d)}");

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

  /** A text that exists in one language only. */
  public static Sentence verbatim(String text) {
    return Plain.VERBATIM.of(text);
  }

  /** A text that somebody has said in English and in the one other language there is. */
  public static Sentence said(String english, String other) {
    return english.equals(other) ? verbatim(english) : Plain.SAID.of(english, other);
  }

  /** This, and the reason for it. */
  public Sentence because(Sentence reason) {
    return Plain.BECAUSE.of(this, reason);
  }

  /** In English. */
  public String english() {
    return in(Language.ENGLISH);
  }

  /** In a language; English where it has no text for this. */
  public String in(Language language) {
    return GAP.matcher(language.textOf(wording))
        .replaceAll(match -> {
          int index = Integer.parseInt(match.group(1));
          return Matcher.quoteReplacement(
              index < pieces.size() ? shown(pieces.get(index), language) : match.group());
        });
  }

  private static String shown(Piece piece, Language language) {
    return switch (piece) {
      case Piece.Literal(String text) -> text;
      case Piece.Part(Sentence sentence) -> sentence.in(language);
    };
  }

  /** In English, for logs and failed tests. */
  @Override
  public String toString() {
    return english();
  }
}
