package dev.millrace.wording;

import java.util.Locale;

/**
 * A sentence with gaps, or a piece of one; implemented by enums only. {@code {0}}, {@code {1}}… are
 * the gaps.
 *
 * <p>Its id is stable, since sentences are stored by it: a wording may change its text and get or
 * lose gaps at the end, but never change its meaning or its name.
 */
public interface Wording {
  /** The name of the constant. */
  String name();

  /** The enum. */
  Class<? extends Wording> getDeclaringClass();

  /** The room whose wording this is, which begins its id: {@code engine}. */
  String room();

  /** The text, without a full stop. */
  String english();

  /** The stable name, for stores and translations: {@code engine.task-timeout}. */
  default String id() {
    return room() + "." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * This, naming {@code pieces}: other sentences, which are translated too, and anything else as it
   * shows itself.
   */
  default Sentence of(Object... pieces) {
    return Sentence.of(this, pieces);
  }
}
