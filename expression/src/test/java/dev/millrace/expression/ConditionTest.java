package dev.millrace.expression;

import static dev.millrace.expression.Evaluating.FUNCTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.expression.Condition.Broken;
import dev.millrace.expression.Condition.Met;
import dev.millrace.expression.Condition.NotMet;
import dev.millrace.testkit.Seeds;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
  private static final FlatVariables VARIABLES =
      FlatVariables.of(
          Map.of(
              "variables.X", "a",
              "variables.n", "7",
              "variables.yes", "true",
              "variables.no", "false",
              "variables.empty", "",
              "variables.secret", "hunter2 '"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "variables.X",
        "variables.X == 'a'",
        "${{ variables.X == 'a' }}",
        "  ${{ variables.X == 'a' }}\n",
        "${{ variables.X\n == 'a' }}",
        "'${{ variables.X }}' == 'a'",
        "'${X}' == 'a'",
        "${{ variables.n }} > 6",
        "${{ variables.n }} == ${{ variables.n }}",
        "${{ variables.yes }}",
        "${{ variables.X == '${{ variables.X }}' }}",
        "${{ contains('}}', '}') }}",
        "variables.missing != 'a'",
        "variables.missing == null",
        "fromJSON('[]')",
      })
  void met(String condition) {
    assertThat(evaluate(condition)).isEqualTo(new Met());
    assertThat(evaluate(condition).isMet()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "false",
        "variables.X == 'A'",
        "${{ variables.X == 'b' }}",
        "${{ variables.no }}",
        "variables.no",
        "variables.empty",
        "${{ variables.empty }}",
        "${{ variables.n }} > 8",
        "NaN",
        "variables.missing",
      })
  void not_met(String condition) {
    assertThat(evaluate(condition)).isEqualTo(new NotMet());
    assertThat(evaluate(condition).isMet()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          ~ ~                             ¦ the condition is empty
          variables.X =                   ¦ column 13: one `=` means nothing
          varables.X == 'a'               ¦ did you mean `variables`?
          success()                       ¦ there is no function `success` here
          fromJSON('x')                   ¦ fromJSON: the text is not JSON
          hashFiles('x')                  ¦ only in the steps of a job
          ${{ variables.X }} == 'a'       ¦ write `variables.X == 'a'`
          ${{ variables.X }}              ¦ write `variables.X`
          ${X} == 'a'                     ¦ write `variables.X == 'a'`
          ${{variables.secret}} == 'a'    ¦ write `variables.secret == 'a'`
          '${{ variables.secret }}' == 'a'¦ write `variables.secret == 'a'`
          'x${{ variables.secret }}'      ¦ write the names without `${{ }}`
          ${{ variables.missing }} == 'a' ¦ column 1: `$` means nothing in an expression
          ${{ matrix.os == 'linux' }}     ¦ nothing of this context exists in this place
          """)
  void broken_with_a_reason(String condition, String reason) {
    assertThat(evaluate(condition))
        .isInstanceOfSatisfying(
            Broken.class,
            broken ->
                assertThat(broken.reason().english()).contains(reason).doesNotContain("hunter"));
    assertThat(evaluate(condition).isMet()).isFalse();
  }

  @Test
  void a_condition_that_grows_too_long_is_broken() {
    var variables = FlatVariables.of(Map.of("big", "x".repeat(4_000)));

    assertThat(Condition.evaluate("'${big}'".repeat(6), variables, FUNCTIONS))
        .isEqualTo(
            new Broken(ExpressionWording.CONDITION_TOO_LONG.of(Limits.MAX_EXPRESSION_LENGTH)));
  }

  @Test
  void any_text_has_an_answer() {
    var pieces =
        List.of(
            "${{", "}}", "${", "}", "'", "X", "variables.", "==", "(", ")", "!", "[", "*", "\n");

    Seeds.forEach(
        5_000,
        random -> {
          StringBuilder condition = new StringBuilder();
          for (int i = random.nextInt(12); i >= 0; i--) {
            condition.append(Seeds.oneOf(random, pieces));
          }

          assertThat(evaluate(condition.toString())).isNotNull();
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          varables.X == 'a'            ¦ 1
          ~  ${{ varables.X == 'a' }}~ ¦ 7
          ${{ true && varables.X }}    ¦ 13
          """)
  void a_check_gives_places_in_the_condition_as_written(String condition, int column) {
    var problems = Condition.check(condition, Set.of("variables"), FUNCTIONS);

    assertThat(problems).singleElement().extracting(Problem::column).isEqualTo(column);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"variables.X == 'a'", "${{ variables.X }}", "${{ a }} == ${{ b }}", "${x} == 'y'"})
  void a_check_finds_nothing_wrong_with_what_may_be_right(String condition) {
    assertThat(Condition.check(condition, Set.of("variables"), FUNCTIONS)).isEmpty();
  }

  private static Condition evaluate(String condition) {
    return Condition.evaluate(condition, VARIABLES, FUNCTIONS);
  }
}
