package dev.millrace.server.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testkit.Translations;
import org.junit.jupiter.api.Test;

class ServerReasonTest {
  @Test
  void all_sentences_are_translated() {
    assertThat(Translations.complaintsOf(ServerReason.class)).isEmpty();
  }
}
