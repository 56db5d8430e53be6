package dev.millrace.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testkit.Translations;
import org.junit.jupiter.api.Test;

class ProcessWordingTest {
  @Test
  void all_sentences_are_translated() {
    assertThat(Translations.complaintsOf(ProcessWording.class)).isEmpty();
  }
}
