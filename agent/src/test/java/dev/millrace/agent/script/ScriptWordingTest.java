package dev.millrace.agent.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testkit.Translations;
import org.junit.jupiter.api.Test;

class ScriptWordingTest {
  @Test
  void all_sentences_are_translated() {
    assertThat(Translations.complaintsOf(ScriptWording.class)).isEmpty();
  }
}
