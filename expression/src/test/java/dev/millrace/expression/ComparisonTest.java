package dev.millrace.expression;

import static dev.millrace.expression.Evaluating.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.expression.Value.Arr;
import dev.millrace.expression.Value.Bool;
import dev.millrace.expression.Value.JsonObj;
import dev.millrace.expression.Value.Null;
import dev.millrace.expression.Value.Num;
import dev.millrace.expression.Value.Str;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
  private static final List<Value> SAMPLES =
      List.of(
          Null.NULL,
          Bool.FALSE,
          Bool.TRUE,
          new Num(0),
          new Num(1),
          new Num(10),
          new Num(Double.NaN),
          new Str(""),
          new Str("0"),
          new Str("1"),
          new Str("9"),
          new Str("false"),
          new Str("true"),
          new Str("a"),
          new Str("A"),
          new Arr(List.of()),
          new JsonObj(Map.of()));

  /** Row against column, in the order of the samples: {@code =} equal, {@code <} less. */
  private static final List<String> EXPECTED =
      List.of(
          // N F T 0 1 10 NaN '' '0' '1' '9' 'false' 'true' 'a' 'A' [] {}
          "= = < = < < . = = < < . . . . . .", // null
          "= = < = < < . = = < < = < . . . .", // false
          "> > = > = < . > > = < > = . . . .", // true
          "= = < = < < . = = < < . . . . . .", // 0
          "> > = > = < . > > = < . . . . . .", // 1
          "> > > > > = . > > > > . . . . . .", // 10
          ". . . . . . . . . . . . . . . . .", // NaN
          "= = < = < < . = < < < < < < < . .", // ''
          "= = < = < < . > = < < < < < < . .", // '0'
          "> > = > = < . > > = < < < < < . .", // '1'
          "> > > > > < . > > > = < < < < . .", // '9'
          ". = < . . . . > > > > = < > > . .", // 'false'
          ". > = . . . . > > > > > = > > . .", // 'true'
          ". . . . . . . > > > > < < = > . .", // 'a'
          ". . . . . . . > > > > < < < = . .", // 'A'
          ". . . . . . . . . . . . . . . = .", // []
          ". . . . . . . . . . . . . . . . ="); // {}

  @Test
  void every_pair_of_kinds_compares_as_the_table_says() {
    for (int row = 0; row < SAMPLES.size(); row++) {
      List<String> cells = List.of(EXPECTED.get(row).split(" ", -1));
      for (int column = 0; column < SAMPLES.size(); column++) {
        Value left = SAMPLES.get(row);
        Value right = SAMPLES.get(column);

        boolean equal = cells.get(column).equals("=");
        boolean less = cells.get(column).equals("<");
        boolean greater = cells.get(column).equals(">");

        assertThat(
                List.of(
                    Comparison.EQUAL.holds(left, right),
                    Comparison.NOT_EQUAL.holds(left, right),
                    Comparison.LESS.holds(left, right),
                    Comparison.LESS_OR_EQUAL.holds(left, right),
                    Comparison.GREATER.holds(left, right),
                    Comparison.GREATER_OR_EQUAL.holds(left, right)))
            .as("%s against %s", left, right)
            .containsExactly(equal, !equal, less, less || equal, greater, greater || equal);
      }
    }
  }

  @Test
  void arrays_and_objects_equal_only_themselves() {
    var variables = Map.of("ctx.a.b", "1");

    assertThat(value("fromJSON('[1]') == fromJSON('[1]')")).isEqualTo(Bool.FALSE);
    assertThat(value("fromJSON('{}') == 'Object'")).isEqualTo(Bool.FALSE);
    assertThat(value("ctx.a == ctx['a']", variables)).isEqualTo(Bool.TRUE);
    assertThat(value("ctx == ctx.a", variables)).isEqualTo(Bool.FALSE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          null            | false
          false           | false
          true            | true
          0               | false
          -0              | false
          0.1             | true
          NaN             | false
          Infinity        | true
          -Infinity       | true
          ''''            | false
          ''  ''          | false
          ''0''           | true
          ''false''       | false
          ''False''       | true
          ''true''        | true
          ''no''          | true
          fromJSON(''[]'')| true
          fromJSON(''{}'')| true
          """,
      quoteCharacter = '~')
  void the_truth_of_each_kind(String expression, boolean expected) {
    assertThat(value(expression.replace("''", "'")).isTrue()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      emptyValue = "",
      textBlock =
          """
          null                | ''
          true                | true
          false               | false
          1                   | 1
          1.50                | 1.5
          -0                  | 0
          1e3                 | 1000
          1e21                | 1000000000000000000000
          0.1                 | 0.1
          1.123456789012345   | 1.12345678901
          1e-12               | 0
          NaN                 | NaN
          Infinity            | Infinity
          -Infinity           | -Infinity
          fromJSON("[1]")     | Array
          fromJSON("{}")      | Object
          """)
  void the_text_form_of_each_kind(String expression, String expected) {
    assertThat(value(expression.replace('"', '\'')).asText()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''        | 0
          '   '     | 0
          ' 12 '    | 12
          '-1.5e2'  | -150
          '+.5'     | 0.5
          '3.'      | 3
          'a'       | NaN
          '0x10'    | NaN
          '1d'      | NaN
          'NaN'     | NaN
          'Infinity'| NaN
          '1 2'     | NaN
          """)
  void the_number_in_a_text(String text, double expected) {
    assertThat(new Str(text).asNumber()).isEqualTo(Double.valueOf(expected));
  }
}
