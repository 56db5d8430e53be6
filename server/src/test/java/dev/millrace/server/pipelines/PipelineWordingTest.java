package dev.millrace.server.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testkit.Translations;
import dev.millrace.wording.Language;
import org.junit.jupiter.api.Test;

class PipelineWordingTest {
  @Test
  void all_sentences_are_translated() {
    assertThat(Translations.complaintsOf(PipelineWording.class)).isEmpty();
  }

  @Test
  void a_refusal_is_said_in_english_and_chinese() {
    var refusal = new Refusal.ProjectFull(500);

    assertThat(refusal.reason().english())
        .isEqualTo("the project has 500 pipelines, and may not have more");
    assertThat(refusal.reason().in(Language.CHINESE)).isEqualTo("项目已有 500 条流水线，不能再增加");
  }
}
