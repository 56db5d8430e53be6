package dev.millrace.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SentenceTest {
  /** With a translation of its first constant beside this class. */
  private enum Greeting implements Wording {
    HELLO("hello {0}"),
    UNTRANSLATED("only English");

    private final String english;

    Greeting(String english) {
      this.english = english;
    }

    @Override
    public String room() {
      return "greeting";
    }

    @Override
    public String english() {
      return english;
    }
  }

  private enum OtherGreeting implements Wording {
    HELLO;

    @Override
    public String room() {
      return "greeting";
    }

    @Override
    public String english() {
      return "hi";
    }
  }

  @Test
  void a_sentence_is_said_in_the_language_of_its_reader_with_all_its_parts() {
    Sentence sentence = Greeting.HELLO.of(1).because(Greeting.HELLO.of("you"));

    assertThat(sentence.english()).isEqualTo("hello 1: hello you");
    assertThat(sentence.in(Language.of(Locale.SIMPLIFIED_CHINESE))).isEqualTo("你好 1：你好 you");
    assertThat(sentence.in(Language.of(Locale.GERMAN))).isEqualTo(sentence.english());
  }

  @Test
  void what_others_said_in_two_languages_is_told_in_the_readers() {
    Sentence said = Sentence.said("it failed", "失败");

    assertThat(said.english()).isEqualTo("it failed");
    assertThat(said.in(Language.CHINESE)).isEqualTo("失败");
    assertThat(Sentence.said("same", "same")).isEqualTo(Sentence.verbatim("same"));
  }

  @Test
  void what_a_language_lacks_is_said_in_english() {
    assertThat(Greeting.UNTRANSLATED.of().in(Language.CHINESE)).isEqualTo("only English");
    assertThat(OtherGreeting.HELLO.of().in(Language.CHINESE)).isEqualTo("hi");
  }

  @Test
  void what_a_sentence_names_is_shown_as_it_is() {
    assertThat(Greeting.HELLO.of("{0} $1 \\").english()).isEqualTo("hello {0} $1 \\");
    assertThat(Sentence.verbatim("{1}").english()).isEqualTo("{1}");
    assertThat(Greeting.HELLO.of().english()).isEqualTo("hello {0}");
  }

  @Test
  void a_wording_is_found_by_its_id() {
    Vocabulary vocabulary = Vocabulary.of(Greeting.class);

    assertThat(vocabulary.find("greeting.hello")).contains(Greeting.HELLO);
    assertThat(vocabulary.find("plain.verbatim")).contains(Plain.VERBATIM);
    assertThat(vocabulary.find("greeting.gone")).isEmpty();
  }

  @Test
  void two_wordings_with_one_id_are_refused() {
    assertThatThrownBy(() -> Vocabulary.of(Greeting.class, OtherGreeting.class))
        .hasMessageContaining("greeting.hello");
  }

  @Test
  void equal_sentences_are_equal() {
    assertThat(Greeting.HELLO.of("a"))
        .isEqualTo(new Sentence(Greeting.HELLO, List.of(new Sentence.Piece.Literal("a"))));
  }
}
