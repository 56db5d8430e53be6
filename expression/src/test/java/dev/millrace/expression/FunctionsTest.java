package dev.millrace.expression;

import static dev.millrace.expression.Evaluating.FUNCTIONS;
import static dev.millrace.expression.Evaluating.json;
import static dev.millrace.expression.Evaluating.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.expression.Value.Bool;
import dev.millrace.expression.Value.Null;
import dev.millrace.expression.Value.Str;
import dev.millrace.testkit.Seeds;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          contains('abc', 'b')                       | true
          contains('abc', 'B')                       | false
          contains('abc', '')                        | true
          contains(123, 2)                           | true
          contains(true, 'ru')                       | true
          contains(null, '')                         | true
          contains('abc', null)                      | true
          contains(fromJSON('["a","b"]'), 'b')       | true
          contains(fromJSON('["a","b"]'), 'B')       | false
          contains(fromJSON('[1,2]'), '2')           | true
          contains(fromJSON('["true"]'), true)       | true
          contains(fromJSON('[[1]]'), 1)             | false
          contains(fromJSON('{"a":1}'), 'a')         | false
          contains('Object', fromJSON('{}'))         | false
          startsWith('abc', 'a')                     | true
          startsWith('abc', 'A')                     | false
          startsWith(100, 10)                        | true
          startsWith(fromJSON('[]'), 'A')            | false
          startsWith('Array', fromJSON('[]'))        | false
          endsWith('abc', 'bc')                      | true
          endsWith('abc', 'BC')                      | false
          endsWith(fromJSON('{}'), 't')              | false
          format('none')                             | "none"
          format('{0}-{1}-{0}', 'a', 2)              | "a-2-a"
          format('{{0}} {{{0}}}', 'x')               | "{0} {x}"
          format('{0}', null)                        | ""
          format('{0}', fromJSON('[]'))              | "Array"
          format('{1}', fromJSON('wrong'), 'lazy')   | "lazy"
          join(fromJSON('["a",1,null,true,[]]'))     | "a,1,,true,Array"
          join(fromJSON('["a","b"]'), ' + ')         | "a + b"
          join(fromJSON('["a","b"]'), fromJSON('{}'))| "a,b"
          join(fromJSON('["a"]'), '-')               | "a"
          join(fromJSON('[]'))                       | ""
          join(fromJSON('{"a":1}'))                  | ""
          join('a', '-')                             | "a"
          join(5)                                    | "5"
          toJSON('a"b')                              | "\\"a\\\\\\"b\\""
          toJSON(1)                                  | "1"
          toJSON(1.5)                                | "1.5"
          toJSON(true)                               | "true"
          toJSON(NaN)                                | "null"
          toJSON(fromJSON('{"b": [1, {}], "a": 2 }'))| "{\\"b\\":[1,{}],\\"a\\":2}"
          fromJSON('5')                              | 5
          fromJSON(' "x" ')                          | "x"
          fromJSON('null')                           | null
          fromJSON('{"a":1,"a":2}')                  | {"a":2}
          fromJSON(toJSON('round trip'))             | "round trip"
          """)
  void results(String expression, String expected) {
    assertThat(json(expression)).isEqualTo(expected);
  }

  @Test
  void the_json_of_null_stays_null() {
    assertThat(value("toJSON(null)")).isEqualTo(Null.NULL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          format('{0}')                   | no argument: there are 0
          format('{1}', 'a')              | no argument: there are 1
          format('{99999999999999}', 'a') | no argument
          format('{', 'a')                | a `{` at character 1 begins no placeholder
          format('a{x}', 'a')             | a `{` at character 2 begins no placeholder
          format('{}', 'a')               | begins no placeholder
          format('{0', 'a')               | begins no placeholder
          format('a}', 'a')               | a `}` without `{` at character 2; for `}`, write `}}`
          format('{0:x}', 1)              | no format specifiers
          fromJSON('')                    | blank, not JSON
          fromJSON('{a:1}')               | fromJSON: the text is not JSON (see its line 1, column
          fromJSON('[1')                  | not JSON
          fromJSON('1 2')                 | goes on after the end
          strToTime('')                   | found 0 characters
          strToTime('2026-02-30')         | a day that doesn't exist
          strToTime('2026/02/03')         | expected a time as yyyy-MM-dd or yyyy-MM-dd HH:mm:ss
          strToTime('2026-02-03T04:05:06')| expected a time
          """)
  void refusals(String expression, String message) {
    assertThatThrownBy(() -> value(expression))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining(message);
  }

  @Test
  void a_refusal_never_quotes_the_value_of_a_variable() {
    for (String call : new String[] {"fromJSON(secret)", "strToTime(secret)", "format(secret)"}) {
      assertThatThrownBy(() -> value(call, Map.of("secret", "{hunter2")))
          .isInstanceOf(ExpressionException.class)
          .hasMessageNotContaining("hunter");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01, 2026-02-28T16:00:00Z",
    "2026-03-01 08:30:15, 2026-03-01T00:30:15Z",
  })
  void a_time_is_milliseconds_in_the_given_zone(String text, Instant expected) {
    assertThat(value("strToTime('" + text + "')").asNumber())
        .isEqualTo((double) expected.toEpochMilli());
  }

  @Test
  void hash_files_asks_the_files_it_was_given() {
    Functions worker = FUNCTIONS.withHashFiles(patterns -> "hash of " + patterns);

    var value = Expression.parse("HashFiles('a/**', 'b')", worker).evaluate(FlatVariables.NONE);

    assertThat(value).isEqualTo(new Str("hash of [a/**, b]"));
  }

  @Test
  void texts_that_double_again_and_again_are_stopped() {
    String formats = "'xxxxxxxxxxxxxxxx'";
    String jsons = "'\"'";
    for (int i = 0; i < Limits.MAX_DEPTH - 2; i++) {
      formats = "format('{0}{0}', " + formats + ")";
      jsons = "toJSON(" + jsons + ")";
    }

    for (String bomb : new String[] {formats, jsons}) {
      assertThatThrownBy(() -> value(bomb))
          .isInstanceOf(ExpressionException.class)
          .hasMessageContaining("longer than 1048576 characters");
    }
  }

  @Test
  void a_join_with_a_huge_separator_is_stopped() {
    String bomb = "join(fromJSON('[" + "1,".repeat(9_000) + "1]'), v)";

    assertThatThrownBy(() -> value(bomb, Map.of("v", "x".repeat(4_000))))
        .hasMessageContaining("join: the text is longer than");
  }

  @Test
  void a_search_is_linear_even_for_texts_that_almost_match_everywhere() {
    String almost = "contains(format('" + "{0}".repeat(250) + "', v), format('" + "{0}".repeat(125);

    assertThat(value(almost + "b', v))", Map.of("v", "a".repeat(4_000)))).isEqualTo(Bool.FALSE);
    assertThat(value(almost + "', v))", Map.of("v", "a".repeat(4_000)))).isEqualTo(Bool.TRUE);
  }

  @Test
  void a_search_finds_what_the_jdk_finds() {
    Seeds.forEach(
        2_000,
        random -> {
          String wanted = letters(random, random.nextInt(200, 400));
          String text = letters(random, 300) + (random.nextBoolean() ? wanted : "") + "ab";

          assertThat(TextSearch.contains(text, wanted)).isEqualTo(text.contains(wanted));
        });
  }

  /** Mostly a's, so that many places almost match. */
  private static String letters(SplittableRandom random, int length) {
    StringBuilder letters = new StringBuilder();
    while (letters.length() < length) {
      letters.append(random.nextInt(100) == 0 ? 'b' : 'a');
    }
    return letters.toString();
  }

  @Test
  void a_short_expression_that_is_much_work_is_stopped() {
    Map<String, String> many = new HashMap<>();
    IntStream.range(0, 10_000).forEach(i -> many.put("variables.v" + i, "value " + i));
    many.put("jobs.j.steps.s.outputs.o", "[" + "1,".repeat(100_000) + "1]");

    for (String work : List.of("toJSON(variables)", "variables.*", "jobs.j.steps.s.outputs.o[0]")) {
      assertThat(value(work, many).isTrue()).isTrue();
      assertThatThrownBy(() -> value((work + " && ").repeat(500) + "true", many))
          .isInstanceOf(ExpressionException.class)
          .hasMessageContaining("the expression is too much work");
    }
    assertThatThrownBy(() ->
            TextReplacement.replace(
                "${{ contains(toJSON(variables), 'x') }}".repeat(500),
                Dialect.CONSTRAINT,
                FlatVariables.of(many),
                FUNCTIONS))
        .isInstanceOf(TextTooLong.class);
  }

  @Test
  void json_that_nests_too_deep_is_refused_both_ways() {
    int depth = Limits.MAX_JSON_DEPTH;
    String deepest = "[".repeat(depth) + "]".repeat(depth);
    String context = "c" + ".a".repeat(depth + 2);

    assertThat(value("toJSON(fromJSON('" + deepest + "'))")).isEqualTo(new Str(deepest));
    assertThatThrownBy(() -> value("fromJSON('[" + deepest + "]')"))
        .hasMessageContaining("not JSON");
    assertThatThrownBy(() -> value("toJSON(c)", Map.of(context, "")))
        .hasMessageContaining("nests deeper than 200 levels");
  }
}
