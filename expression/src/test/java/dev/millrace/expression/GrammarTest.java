package dev.millrace.expression;

import static dev.millrace.expression.Evaluating.FUNCTIONS;
import static dev.millrace.expression.Evaluating.json;
import static dev.millrace.expression.Evaluating.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.expression.Value.Bool;
import dev.millrace.expression.Value.Num;
import dev.millrace.expression.Value.Str;
import dev.millrace.testkit.Seeds;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrammarTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          null            ¦ null
          true            ¦ true
          false           ¦ false
          0               ¦ 0
          +7              ¦ 7
          -7              ¦ -7
          .5              ¦ 0.5
          5.              ¦ 5
          1.25            ¦ 1.25
          1e3             ¦ 1000
          1E+3            ¦ 1000
          25e-2           ¦ 0.25
          0o17            ¦ 15
          0xff            ¦ 255
          -0x10           ¦ -16
          'text'          ¦ "text"
          ''              ¦ ""
          'it''s'         ¦ "it's"
          ''''            ¦ "'"
          'a "b" ${{ c }}'¦ "a \\"b\\" ${{ c }}"
          """)
  void literals(String expression, String expected) {
    assertThat(json(expression)).isEqualTo(expected);
  }

  @Test
  void numbers_that_have_no_json_form() {
    assertThat(value("NaN")).isEqualTo(new Num(Double.NaN));
    assertThat(value("Infinity")).isEqualTo(new Num(Double.POSITIVE_INFINITY));
    assertThat(value("-Infinity")).isEqualTo(new Num(Double.NEGATIVE_INFINITY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          true || false && false       ¦ true
          (true || false) && false     ¦ false
          !true || true                ¦ true
          !(true || true)              ¦ false
          !!true                       ¦ true
          1 < 2 == true                ¦ true
          true == 1 < 2                ¦ true
          1 == 1 && 2 == 2             ¦ true
          3 > 2 > 1                    ¦ false
          1 == 1 == 1                  ¦ true
          1 != 2 == true               ¦ true
          !'' == true                  ¦ true
          2 >= 2 && 2 <= 2             ¦ true
          """)
  void precedence_and_associativity(String expression, boolean expected) {
    assertThat(value(expression)).isEqualTo(Bool.of(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          'a' && 'b'                    ¦ "b"
          '' && 'b'                     ¦ ""
          'a' || 'b'                    ¦ "a"
          null || 0 || 'c'              ¦ "c"
          null || 0                     ¦ 0
          'a' && 0 && fromJSON('wrong') ¦ 0
          'a' || fromJSON('wrong')      ¦ "a"
          'x' && 'yes' || 'no'          ¦ "yes"
          """)
  void and_and_or_yield_the_operand_that_decided(String expression, String expected) {
    assertThat(json(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          fromJSON(d).a.b            ¦ 1
          fromJSON(d)['a']['b']      ¦ 1
          fromJSON(d)[ 'a' ] . b     ¦ 1
          fromJSON(d).list[1]        ¦ "y"
          fromJSON(d).list.1         ¦ "y"
          fromJSON(d).list['1']      ¦ "y"
          fromJSON(d).list[0 || 1]   ¦ "y"
          fromJSON(d).list[9]        ¦ null
          fromJSON(d).list[-1]       ¦ null
          fromJSON(d).list[0.5]      ¦ null
          fromJSON(d).list['']       ¦ null
          fromJSON(d).list['x']      ¦ null
          fromJSON(d).A              ¦ null
          fromJSON(d).a.b.c.d        ¦ null
          fromJSON(d).n              ¦ null
          fromJSON(d).n.x            ¦ null
          fromJSON(d)[fromJSON('[]')]¦ null
          fromJSON(d)['7']           ¦ "seven"
          fromJSON(d)[7]             ¦ "seven"
          fromJSON(d).7              ¦ "seven"
          fromJSON(d).list.*         ¦ ["x","y"]
          fromJSON(d).list[*]        ¦ ["x","y"]
          fromJSON(d).rows.*.id      ¦ [1,2]
          fromJSON(d).rows[*]['id']  ¦ [1,2]
          fromJSON(d).rows.*.tags.*  ¦ ["p","q"]
          fromJSON(d).rows.*.tags[0] ¦ ["p"]
          (fromJSON(d).rows.*)[0].id ¦ 1
          fromJSON(d).a.*            ¦ [1]
          'text'.*                   ¦ []
          'text'.length              ¦ null
          """)
  void access(String expression, String expected) {
    var document =
        """
        {"a": {"b": 1}, "list": ["x", "y"], "n": null, "7": "seven",
         "rows": [{"id": 1, "tags": ["p", "q"]}, {"id": 2}, {"name": "third"}]}
        """;

    assertThat(json(expression, Map.of("d", document))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          ~~                  ¦ 1 ¦ expected a value, found the end of the expression
          1 +                 ¦ 3 ¦ there is no arithmetic
          a ==                ¦ 5 ¦ expected a value, found the end
          a = 'b'             ¦ 3 ¦ to compare, write `==`
          a & b               ¦ 3 ¦ write `&&`
          a | b               ¦ 3 ¦ write `||`
          a and b             ¦ 3 ¦ for "and", write `&&`
          not a               ¦ 5 ¦ for "not", write `!`
          (1                  ¦ 3 ¦ expected `)`, found the end
          1)                  ¦ 2 ¦ expected an operator or the end of the expression, found `)`
          a[1                 ¦ 4 ¦ expected `]`, found the end
          a[*                 ¦ 4 ¦ expected `]` after `*`
          a.                  ¦ 3 ¦ after the dot, found the end
          a.'b'               ¦ 3 ¦ after the dot, found the text 'b'
          a.1b                ¦ 3 ¦ write ['1b'] instead of .1b
          'open               ¦ 1 ¦ no closing quote
          "text"              ¦ 1 ¦ a text is written in single quotes
          1.2.3               ¦ 1 ¦ put it in single quotes: '1.2.3'
          0xfg                ¦ 1 ¦ is not a number
          a ? b : c           ¦ 3 ¦ && 'yes' || 'no'
          ${{ a }}            ¦ 1 ¦ write names without ${{ }}
          变量                ¦ 1 ¦ any other goes into ['…']
          a #                 ¦ 3 ¦ `#` means nothing
          a b                 ¦ 3 ¦ found the name `b`
          a 'b''c'            ¦ 3 ¦ found the text 'b''c'
          contains('a'        ¦ 13¦ expected `,` or `)` in the call of contains
          contains('a',)      ¦ 14¦ expected a value, found `)`
          contains('a','b',)  ¦ 18¦ expected a value, found `)`
          contain('a','b')    ¦ 1 ¦ did you mean `contains`?
          fromJson('1') + x   ¦ 15¦ no arithmetic
          HASHFILES('*')      ¦ 1 ¦ only in the steps of a job
          success()           ¦ 1 ¦ steps run after success anyway
          always()            ¦ 1 ¦ write the word ALWAYS
          canceled()          ¦ 1 ¦ in finally, write CANCELED
          failure()           ¦ 1 ¦ write the word FAILURE
          now()               ¦ 1 ¦ there are contains, startsWith
          true && contains(1) ¦ 9 ¦ contains takes 2 arguments, found 1
          join()              ¦ 1 ¦ join takes 1 or 2 arguments, found 0
          format()            ¦ 1 ¦ format takes 1 to 127 arguments, found 0
          toJSON()            ¦ 1 ¦ toJSON takes 1 argument, found 0
          """)
  void errors_name_the_place_and_what_to_do(String expression, int column, String message) {
    assertThatThrownBy(() -> Expression.parse(expression, FUNCTIONS))
        .isInstanceOfSatisfying(
            ExpressionException.class,
            error -> {
              assertThat(error.problem().describe()).contains(message);
              assertThat(error.problem().column()).isEqualTo(column);
              assertThat(error.problem().offset()).isEqualTo(column - 1);
            });
  }

  @Test
  void an_error_in_a_later_line_names_the_line() {
    assertThatThrownBy(() -> Expression.parse("true &&\n  oops()", FUNCTIONS))
        .hasMessageStartingWith("line 2, column 3: there is no function `oops`");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"CONTAINS('abc', 'b')", "Contains('abc', 'b')", "contains ( 'abc' , 'b' )"})
  void function_names_have_any_case(String expression) {
    assertThat(value(expression)).isEqualTo(Bool.TRUE);
  }

  @Test
  void a_text_at_the_length_limit_is_read_and_one_more_character_is_refused() {
    String longest = "'" + "x".repeat(Limits.MAX_EXPRESSION_LENGTH - 2) + "'";

    assertThat(value(longest)).isInstanceOf(Str.class);
    assertThatThrownBy(() -> value(longest + " "))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining("at most 21000 characters, this one has 21001");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          (              ¦ 1  ¦ )
          !              ¦ 1  ¦ ~~
          toJSON(        ¦ 1  ¦ )
          a[             ¦ 1  ¦ ]
          ~~             ¦ 1  ¦  == 1
          """)
  void nesting_is_limited(String opening, String core, String closing) {
    int deepest = Limits.MAX_DEPTH - 1;

    Expression.parse(opening.repeat(deepest) + core + closing.repeat(deepest), FUNCTIONS);

    for (int depth : List.of(Limits.MAX_DEPTH + 1, 2_000)) {
      assertThatThrownBy(() ->
              Expression.parse(opening.repeat(depth) + core + closing.repeat(depth), FUNCTIONS))
          .isInstanceOf(ExpressionException.class)
          .hasMessageContaining("at most 50 levels deep");
    }
  }

  @Test
  void a_long_chain_is_not_deep() {
    assertThat(value("false || ".repeat(1_000) + "true")).isEqualTo(Bool.TRUE);
    assertThat(value("true && ".repeat(1_000) + "false")).isEqualTo(Bool.FALSE);
    assertThat(json("a" + ".b".repeat(1_000), Map.of("a", "1"))).isEqualTo("null");
  }

  @Test
  void token_soup_parses_or_is_refused_but_nothing_else() {
    var tokens =
        List.of(
            "a",
            "a.b",
            ".",
            "*",
            "[",
            "]",
            "(",
            ")",
            "'x'",
            "'",
            "1",
            "0x",
            "-",
            "+",
            ".5",
            "!",
            "!=",
            "==",
            "=",
            "<",
            ">=",
            "&&",
            "&",
            "||",
            ",",
            "null",
            "true",
            "NaN",
            "contains(",
            "format('{0}',",
            "fromJSON(",
            "${{",
            "}}",
            " ",
            "\n",
            "é",
            "\uD83D",
            "\0",
            "e-5");

    Seeds.forEach(20_000, random -> parses(soup(tokens, random)));
  }

  private static String soup(List<String> tokens, SplittableRandom random) {
    StringBuilder soup = new StringBuilder();
    for (int i = random.nextInt(1, 15); i > 0; i--) {
      soup.append(Seeds.oneOf(random, tokens));
    }
    return soup.toString();
  }

  private static void parses(String soup) {
    try {
      Expression.parse(soup, FUNCTIONS).evaluate(FlatVariables.of(Map.of("a", "1", "a.b", "2")));
    } catch (ExpressionException refused) {
      assertThat(refused.problem().offset()).isBetween(0, soup.length());
    }
  }

  @Test
  void a_random_boolean_expression_has_the_truth_it_was_made_with() {
    Seeds.forEach(
        5_000,
        random -> {
          Made made = make(random, 5);

          assertThat(value(made.text)).as(made.text).isEqualTo(Bool.of(made.truth));
        });
  }

  /** An expression with the value Java finds for it; {@code level} as in the table of operators. */
  private record Made(String text, boolean truth, int level) {
    String inside(int outer) {
      return level < outer ? "(" + text + ")" : text;
    }
  }

  private static Made make(SplittableRandom random, int depth) {
    if (depth == 0) {
      boolean truth = random.nextBoolean();
      return new Made(String.valueOf(truth), truth, 20);
    }
    Made a = make(random, depth - 1);
    Made b = make(random, random.nextInt(depth));
    return switch (random.nextInt(5)) {
      case 0 -> new Made("!" + a.inside(16), !a.truth, 16);
      case 1 -> new Made(a.inside(6) + "&&" + b.inside(7), a.truth && b.truth, 6);
      case 2 -> new Made(a.inside(5) + " || " + b.inside(6), a.truth || b.truth, 5);
      case 3 -> new Made(a.inside(10) + " == " + b.inside(11), a.truth == b.truth, 10);
      default -> new Made(a.inside(11) + " < " + b.inside(12), !a.truth && b.truth, 11);
    };
  }
}
