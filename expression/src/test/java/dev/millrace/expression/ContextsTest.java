package dev.millrace.expression;

import static dev.millrace.expression.Evaluating.FUNCTIONS;
import static dev.millrace.expression.Evaluating.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContextsTest {
  private static final Map<String, String> VARIABLES =
      Map.ofEntries(
          Map.entry("X", "bare"),
          Map.entry("variables.X", "x"),
          Map.entry("variables.a", "short"),
          Map.entry("variables.a.b", "long"),
          Map.entry("variables.empty", ""),
          Map.entry("jobs.build.0.steps.s.outputs.o", "first"),
          Map.entry("jobs.build.1.steps.s.outputs.o", "second"),
          Map.entry("jobs.build.10.steps.s.outputs.o", "eleventh"),
          Map.entry("jobs.build.steps.s.outputs.o", "[\"first\",\"second\"]"),
          Map.entry("jobs.build.steps.s.outputs.text", "no array"),
          Map.entry("step.retry-count-auto", "2"),
          Map.entry("pipeline.id", "p-1"),
          Map.entry("BuildNo", "7"),
          Map.entry("project.mine", "not a legacy name"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          X                                      | "bare"
          variables.X                            | "x"
          variables['X']                         | "x"
          variables.missing                      | null
          variables.missing.more                 | null
          variables.x                            | null
          variables.X.more                       | null
          variables.empty                        | ""
          variables.a                            | "short"
          variables.a.b                          | "long"
          variables['a.b']                       | "long"
          variables[fromJSON('[]')]              | null
          variables.*                            | ["x","short",""]
          (variables).X                          | "x"
          (variables.a).b                        | null
          variables                              | {"X":"x","a":"short","empty":""}
          project                                | {"mine":"not a legacy name"}
          step.retry-count-auto > 1              | true
          jobs.build.1.steps.s.outputs.o         | "second"
          jobs.build[1].steps.s.outputs.o        | "second"
          jobs.build['1'].steps.s.outputs.o      | "second"
          jobs.build.9.steps.s.outputs.o         | null
          jobs.build.*.steps.s.outputs.o         | ["first","second","eleventh"]
          jobs.build.steps.s.outputs.o           | "[\\"first\\",\\"second\\"]"
          jobs.build.steps.s.outputs.o[1]        | "second"
          jobs.build.steps.s.outputs.o.1         | "second"
          jobs.build.steps.s.outputs.o[2]        | null
          jobs.build.steps.s.outputs.o.*         | ["first","second"]
          join(jobs.build.steps.s.outputs.o.*)   | "first,second"
          jobs.build.steps.s.outputs.text[0]     | null
          jobs.build.steps.s.outputs.text.*      | []
          fromJSON(jobs.build.steps.s.outputs.o)[0]|"first"
          """)
  void variables_are_walked_as_nested_contexts(String expression, String expected) {
    assertThat(json(expression, VARIABLES)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          pipeline.id        ¦ `pipeline.id` is now `variables.BK_CI_PIPELINE_ID`
          BuildNo            ¦ `BuildNo` is now `variables.BK_CI_BUILD_NO`
          pipeline           ¦ the name `pipeline` is not known here
          a == 1             ¦ did you mean `variables.a`?
          variable.X         ¦ did you mean `variables`?
          True               ¦ did you mean `true`?
          matrix.os          ¦ nothing of this context exists in this place
          hello              ¦ a variable is written variables.hello, a text in quotes: 'hello'
          true || unknown    ¦ the name `unknown` is not known here
          variables[unknown] ¦ the name `unknown` is not known here
          """)
  void an_unknown_root_is_an_error_with_advice(String expression, String message) {
    assertThatThrownBy(() -> json(expression, VARIABLES))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_known_name_costs_one_look_up_and_a_missing_one_a_few(boolean sorted) {
    Map<String, String> many = sorted ? new TreeMap<>() : new HashMap<>();
    IntStream.range(0, 10_000).forEach(i -> many.put("variables.v" + i, "value " + i));
    var counting = new CountingVariables(FlatVariables.of(many));

    var known = Expression.parse("variables.v9999 == 'value 9999'", FUNCTIONS);
    var missing = Expression.parse("variables.w == null", FUNCTIONS);

    assertThat(known.evaluate(counting).isTrue()).isTrue();
    assertThat(counting.asked).isEqualTo(List.of("variables.v9999", "variables.v9999"));
    assertThat(counting.visited).isZero();

    assertThat(missing.evaluate(counting).isTrue()).isTrue();
    assertThat(counting.asked).hasSize(5);
    assertThat(counting.visited).isEqualTo(1);
  }

  @Test
  void layers_hide_equal_names_and_add_the_others() {
    var upper = FlatVariables.of(Map.of("a.x", "upper", "a.y", "upper"));
    var lower = FlatVariables.of(Map.of("a.y", "lower", "a.z", "lower", "b", "lower"));

    var both = upper.orElse(lower);

    assertThat(evaluate("a", both)).isEqualTo("{\"x\":\"upper\",\"y\":\"upper\",\"z\":\"lower\"}");
    assertThat(evaluate("b", both)).isEqualTo("\"lower\"");
    assertThat(both.names()).containsExactlyInAnyOrder("a.x", "a.y", "a.y", "a.z", "b");
  }

  @Test
  void a_prefix_adds_a_second_name_to_each_variable() {
    var pipeline = FlatVariables.of(Map.of("X", "x", "a.b", "c", "variables.X", "stored"));

    var variables = pipeline.alsoUnder("variables");

    assertThat(evaluate("X", variables)).isEqualTo("\"x\"");
    assertThat(evaluate("variables.X", variables)).isEqualTo("\"stored\"");
    assertThat(evaluate("variables.a", variables)).isEqualTo("{\"b\":\"c\"}");
    assertThat(evaluate("variables.a.b", variables)).isEqualTo("\"c\"");
    assertThat(variables.namesUnder("variables.a")).containsExactly("variables.a.b");
    assertThat(variables.namesUnder("other")).isEmpty();
    assertThat(FlatVariables.NONE.alsoUnder("a.b").namesUnder("a")).isEmpty();
    assertThat(FlatVariables.of(Map.of("c", "")).alsoUnder("a.b").namesUnder("a"))
        .containsExactly("a.b.c");
  }

  private static String evaluate(String expression, FlatVariables variables) {
    return Json.write(Expression.parse(expression, FUNCTIONS).evaluate(variables));
  }

  /** Counts what an evaluation asks for. */
  private static final class CountingVariables implements FlatVariables {
    private final FlatVariables original;
    private final List<String> asked = new ArrayList<>();
    private int visited;

    CountingVariables(FlatVariables original) {
      this.original = original;
    }

    @Override
    public @Nullable String get(String name) {
      asked.add(name);
      return original.get(name);
    }

    @Override
    public Iterable<String> names() {
      throw new AssertionError("an evaluation must not ask for all names");
    }

    @Override
    public Iterable<String> namesUnder(String prefix) {
      return () -> {
        var names = original.namesUnder(prefix).iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return names.hasNext();
          }

          @Override
          public String next() {
            visited++;
            return names.next();
          }
        };
      };
    }
  }
}
