package dev.millrace.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SentenceTest {
  private static final Functions FUNCTIONS = Functions.standard(ZoneOffset.UTC);

  @Test
  void a_problem_can_be_told_in_another_language() {
    Problem problem = Expression.check("a and b", Set.of("a", "b"), FUNCTIONS).getFirst();

    assertThat(problem.message())
        .isEqualTo("expected an operator or the end of the expression, found the name `and`");
    assertThat(problem.hint()).isEqualTo("for \"and\", write `&&`");
    assertThat(problem.what().in(wording -> "<" + wording.id() + " {0} {1}>"))
        .isEqualTo("<expected <operator-or-end {0} {1}> <the-name and {1}>>");
  }

  @Test
  void what_a_sentence_names_is_shown_as_it_is() {
    var sentence = Wording.UNKNOWN_NAME.of("{0} $1 \\");

    assertThat(sentence.english()).isEqualTo("the name `{0} $1 \\` is not known here");
  }

  @Test
  void no_two_wordings_have_one_id() {
    List<String> ids = Arrays.stream(Wording.values()).map(Wording::id).toList();

    assertThat(ids).doesNotHaveDuplicates().contains("unclosed-text");
  }
}
