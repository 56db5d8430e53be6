package dev.millrace.agent.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testkit.Translations;
import org.junit.jupiter.api.Test;

class CheckoutWordingTest {
  @Test
  void all_sentences_are_translated() {
    assertThat(Translations.complaintsOf(CheckoutWording.class)).isEmpty();
  }
}
