package dev.millrace.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testkit.Translations;
import dev.millrace.wording.Language;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpressionWordingTest {
  private static final Functions FUNCTIONS = Functions.standard(ZoneOffset.UTC);

  @Test
  void a_problem_can_be_told_in_another_language() {
    Problem problem = Expression.check("a and b", Set.of("a", "b"), FUNCTIONS).getFirst();

    assertThat(problem.message())
        .isEqualTo("expected an operator or the end of the expression, found the name `and`");
    assertThat(problem.hint()).isEqualTo("for \"and\", write `&&`");
    assertThat(problem.whole().in(Language.CHINESE))
        .isEqualTo("第 3 列：应为运算符或表达式结尾，实际为名称 `and`；表示“并且”请使用 `&&`");
  }

  @Test
  void all_sentences_are_translated() {
    assertThat(Translations.complaintsOf(ExpressionWording.class)).isEmpty();
  }
}
