package dev.millrace.agent.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testkit.Translations;
import org.junit.jupiter.api.Test;

class TaskWordingTest {
  @Test
  void all_sentences_are_translated() {
    assertThat(Translations.complaintsOf(TaskWording.class)).isEmpty();
  }
}
