package dev.millrace.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testkit.Translations;
import org.junit.jupiter.api.Test;

class LogWordingTest {
  @Test
  void all_sentences_are_translated() {
    assertThat(Translations.complaintsOf(LogWording.class)).isEmpty();
  }
}
