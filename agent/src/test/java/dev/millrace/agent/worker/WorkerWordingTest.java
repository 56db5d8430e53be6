package dev.millrace.agent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testkit.Translations;
import org.junit.jupiter.api.Test;

class WorkerWordingTest {
  @Test
  void all_sentences_are_translated() {
    assertThat(Translations.complaintsOf(WorkerWording.class)).isEmpty();
  }
}
