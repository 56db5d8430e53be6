package dev.millrace.expression;

import static dev.millrace.expression.Dialect.CLASSIC;
import static dev.millrace.expression.Dialect.CONSTRAINT;
import static dev.millrace.expression.Evaluating.FUNCTIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TextReplacementTest {
  private static final Map<String, String> VARIABLES =
      Map.ofEntries(
          Map.entry("A", "plain"),
          Map.entry("variables.A", "a"),
          Map.entry("variables.only", "o"),
          Map.entry("variables.root", "variables"),
          Map.entry("variables.name", "A"),
          Map.entry("variables.quoted", "it's"),
          Map.entry("variables.empty", ""),
          Map.entry("variables.lines", "one\ntwo"),
          Map.entry("variables.toA", "-> ${{ variables.A }}"),
          Map.entry("variables.toTo", "=> ${{ variables.toA }}"),
          Map.entry("toA", "-> ${A}"),
          Map.entry("toTo", "=> ${toA}"),
          Map.entry("loop", "${loop}${loop}"),
          Map.entry("has space", "space"),
          Map.entry("变量", "chinese"),
          Map.entry("BK_CI_BUILD_ID", "b-1"),
          Map.entry("BK_CI_PIPELINE_ID", "new"),
          Map.entry("pipeline.id", "old"),
          Map.entry("BuildNo", "7"),
          Map.entry("list.0", "x"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          no markers                      ¦ no markers
          ${A}                            ¦ plain
          ${ A }                          ¦ plain
          ${{A}}                          ¦ plain
          ${{ variables.A }}              ¦ a
          <${A}|${{ A }}>                 ¦ <plain|plain>
          ${only} ${{ only }}             ¦ o o
          ${variables.toTo}               ¦ => -> ${{ variables.A }}
          ${{ variables.list.0 }}         ¦ x
          ${has space}                    ¦ space
          ${变量}                         ¦ chinese
          ${variables.empty}.             ¦ .
          ${unknown} ${{ unknown }}       ¦ ${unknown} ${{ unknown }}
          ${{ variables.A == 'a' }}       ¦ ${{ variables.A == 'a' }}
          ${{ format('{0}', A) }}         ¦ ${{ format('{0}', A) }}
          ${toA}                          ¦ -> plain
          ${toTo}                         ¦ => -> ${A}
          ${loop}                         ¦ ${loop}${loop}${loop}${loop}
          ${variables.${variables.name}}  ¦ a
          $A ${A ${} $${A} ${A}} {${A}}   ¦ $A ${A ${} $plain plain} {plain}
          ${{A}                           ¦ ${{A}
          ${A^}                           ¦ ${A^}
          ${pipeline.build.id}            ¦ b-1
          ${variables.pipeline.build.id}  ¦ b-1
          ${pipeline.id}                  ¦ new
          ${BK_CI_PIPELINE_ID}            ¦ new
          ${BuildNo} ${BK_CI_BUILD_NO}    ¦ 7 7
          ${variables.lines}              ¦ ~one
          two~
          """)
  void the_classic_dialect(String text, String expected) {
    assertThat(replace(text, CLASSIC)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          no markers                               ¦ no markers
          ${A} $A $${A}                            ¦ ${A} $A $${A}
          ${{ A }}                                 ¦ plain
          ${{variables.A}}-${{ variables.A }}      ¦ a-a
          ${{ variables.A == 'a' && 'yes' }}       ¦ yes
          ${{ variables.missing }}.                ¦ .
          ${{ null }}.                             ¦ .
          ${{ true }} ${{ 1 }} ${{ 1.50 }}         ¦ true 1 1.5
          ${{ fromJSON('[1, "a", {"b": null}]') }} ¦ [1,"a",{"b":null}]
          ${{ list }}                              ¦ {"0":"x"}
          ${{ toJSON(null) }}.                     ¦ .
          ${{ format('{{{0}}}', 1) }}              ¦ {1}
          ${{ contains('}}', '}') }}               ¦ true
          ${{ 'it''s' }}                           ¦ it's
          ${{ unknown.x }} ${{ A }}                ¦ ${{ unknown.x }} plain
          ${{ not an expression }}                 ¦ ${{ not an expression }}
          ${{ }} ${{}} ${{ A }}                    ¦ ${{ }} ${{}} plain
          ${{ fromJSON('bad') }}                   ¦ ${{ fromJSON('bad') }}
          ${{ 变量 }}                              ¦ ${{ 变量 }}
          ${{ pipeline.id }}                       ¦ ${{ pipeline.id }}
          ${{ don't }} and ${{ A }} won't          ¦ ${{ don't }} and plain won't
          ${{ open ${{ A }}                        ¦ ${{ open plain
          ${{ A }}} }} ${{                         ¦ plain} }} ${{
          ${{ ${{ variables.root }}.A }}           ¦ a
          ${{ variables.${{ variables.name }} }}   ¦ a
          ${{ contains(${{ variables.quoted }}, 't''s') }} ¦ true
          ${{ ${{ variables.A }} == 'a' }}         ¦ true
          ${{ ${{ unknown.x }} == 'a' }}           ¦ ${{ ${{ unknown.x }} == 'a' }}
          ${{ ${{ ${{ A }} }} }}                   ¦ ${{ ${{ ${{ A }} }} }}
          ${{ variables.toA }}                     ¦ -> a
          ${{ variables.toTo }}                    ¦ => -> ${{ variables.A }}
          """)
  void the_constraint_dialect(String text, String expected) {
    assertThat(replace(text, CONSTRAINT)).isEqualTo(expected);
  }

  @Test
  void a_constraint_marker_ends_in_its_line() {
    assertThat(replace("${{ variables\n.A }} ${{ A }}\n${{ A }}\r\n", CONSTRAINT))
        .isEqualTo("${{ variables\n.A }} plain\nplain\r\n");
  }

  @ParameterizedTest
  @EnumSource
  void a_text_without_markers_is_never_changed(Dialect dialect) {
    var pieces = List.of("$", "{", "}", "}}", "'", "a", "变", "\n", " ", "\\", "\uD83D");

    Seeds.forEach(
        2_000,
        random -> {
          String text = soup(pieces, random).replace("${", "$ {");

          assertThat(replace(text, dialect)).isSameAs(text);
        });
  }

  @ParameterizedTest
  @EnumSource
  void what_stands_around_a_marker_is_never_changed(Dialect dialect) {
    var pieces = List.of("$", "}", "}}", "a", " ", "\n", "'", "\"", "{");

    Seeds.forEach(
        2_000,
        random -> {
          String before = soup(pieces, random).replace("${", "$ {") + "\n";
          String after = "\n" + soup(pieces, random).replace("${", "$ {");

          assertThat(replace(before + "${{ variables.A }}" + after, dialect))
              .isEqualTo(before + "a" + after);
        });
  }

  @ParameterizedTest
  @EnumSource
  void marker_soup_is_always_replaced_somehow(Dialect dialect) {
    var pieces = List.of("${{", "${", "}}", "}", "'", " A ", "variables.", ".A", "\n", "==", "x");

    Seeds.forEach(5_000, random -> assertThat(replace(soup(pieces, random), dialect)).isNotNull());
  }

  @Test
  void who_mentions_no_context_never_looks_into_it() {
    var pieces =
        List.of("${{", "}}", "'", " jobs", ".a", "variables.", "text", "nested", "$", "{", "bs.a");
    var values = List.of("jobs.a", "${{ jobs.a }}", "{{ jobs.a }}", "$", "{", "x", "bs.a }}", "jo");

    Seeds.forEach(
        20_000,
        random -> {
          String text = soup(pieces, random);
          var seen =
              Map.of(
                  "variables.text", Seeds.oneOf(random, values),
                  "variables.nested", Seeds.oneOf(random, values));
          var looked = new ArrayList<String>();
          var replaced =
              TextReplacement.replace(
                  text, CONSTRAINT, new Watched(FlatVariables.of(seen), looked), FUNCTIONS);

          boolean mayMention =
              TextReplacement.mayMention("jobs", text, () -> seen.values().stream());

          assertThat(mayMention || looked.stream().noneMatch(name -> name.startsWith("jobs")))
              .as("%s became %s and looked at %s", text, replaced, looked)
              .isTrue();
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "plain jobs.a ¦ false",
        "${{ variables.x }} job ¦ false",
        "${{ jobs.a.status }} ¦ true",
        "${{ toJSON(jobs) }} ¦ true",
        "${{ ${{ variables.x }}.status }} ¦ true",
      })
  void a_text_mentions_a_context_or_not(String text, boolean mentions) {
    assertThat(TextReplacement.mayMention("jobs", text, Stream::of)).isEqualTo(mentions);
  }

  /** Notes what is asked for. */
  private record Watched(FlatVariables variables, List<String> looked) implements FlatVariables {
    @Override
    public @Nullable String get(String name) {
      looked.add(name);
      return variables.get(name);
    }

    @Override
    public Iterable<String> names() {
      return variables.names();
    }

    @Override
    public Iterable<String> namesUnder(String prefix) {
      looked.add(prefix);
      return variables.namesUnder(prefix);
    }
  }

  private static String soup(List<String> pieces, SplittableRandom random) {
    StringBuilder soup = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      soup.append(Seeds.oneOf(random, pieces));
    }
    return soup.toString();
  }

  @ParameterizedTest
  @EnumSource
  void a_text_may_grow_to_its_limit_and_no_further(Dialect dialect) {
    int half = Limits.MAX_ADDED_LENGTH / 2;
    var variables = FlatVariables.of(Map.of("half", "x".repeat(half + "${{ half }}".length())));

    String longest =
        TextReplacement.replace("${{ half }}".repeat(2), dialect, variables, FUNCTIONS);

    assertThat(longest).hasSize(2 * (half + 11));
    assertThatThrownBy(
            () -> TextReplacement.replace("${{ half }}".repeat(3), dialect, variables, FUNCTIONS))
        .isInstanceOf(TextTooLong.class)
        .hasMessageContaining("by more than 1048576 characters");
  }

  @ParameterizedTest
  @EnumSource
  void a_value_that_multiplies_itself_is_stopped(Dialect dialect) {
    var bomb = FlatVariables.of(Map.of("bomb", "${{ bomb }}".repeat(360)));

    assertThatThrownBy(
            () -> TextReplacement.replace("${{ bomb }}".repeat(360), dialect, bomb, FUNCTIONS))
        .isInstanceOf(TextTooLong.class);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "${",
        "${{",
        "${{ '",
        "${{ ${{ a }}",
        "${{'}}",
        "${{ \n",
        "$",
        "{",
        "${{ a' }}",
        "${{ (((("
      })
  void a_long_text_of_one_pattern_is_done_in_linear_time(String pattern) {
    String text = pattern.repeat(1_000_000 / pattern.length());

    assertThat(replace(text, CLASSIC)).isEqualTo(text);
    assertThat(replace(text, CONSTRAINT)).isEqualTo(text);
  }

  @Test
  void a_long_text_is_not_refused_for_its_length() {
    String text = "x".repeat(2 * Limits.MAX_ADDED_LENGTH) + "${{ A }}";

    assertThat(replace(text, CLASSIC)).hasSize(text.length() - 3).endsWith("xplain");
    assertThat(replace(text, CONSTRAINT)).hasSize(text.length() - 3).endsWith("xplain");
  }

  @Test
  void a_check_finds_all_problems_with_their_places_in_the_text() {
    String text = "ok ${{ variables.A }}\n${{ varables.B }} ${{ 1 +}} ${{ contans('a') || x }}";

    var problems = TextReplacement.check(text, CONSTRAINT, Set.of("variables"), FUNCTIONS);

    assertThat(problems.stream().map(Problem::describe))
        .containsExactly(
            "line 2, column 5: the name `varables` is not known here; did you mean `variables`?",
            "line 2, column 25: `+` means nothing in an expression; there is no arithmetic in"
                + " expressions",
            "line 2, column 33: there is no function `contans` here; did you mean `contains`?",
            "line 2, column 49: the name `x` is not known here; a variable is written"
                + " variables.x, a text in quotes: 'x'");
    assertThat(problems.stream().map(problem -> text.charAt(problem.offset())))
        .containsExactly('v', '+', 'c', 'x');
    assertThat(TextReplacement.check(text, CLASSIC, Set.of(), FUNCTIONS)).isEmpty();
  }

  @Test
  void a_check_looks_into_nested_markers_and_counts_their_depth() {
    String nested = "${{ ${{ y }}.b }} ${{ ${{ ${{ z }} }} }}";

    assertThat(TextReplacement.check(nested, CONSTRAINT, Set.of("a"), FUNCTIONS))
        .extracting(Problem::column, Problem::message)
        .containsExactly(
            tuple(9, "the name `y` is not known here"),
            tuple(19, "at most 2 `${{ }}` may stand inside each other"));
  }

  @Test
  void a_check_stops_at_its_limit_of_problems() {
    String many = "${{ x || y }}".repeat(10_000);

    assertThat(TextReplacement.check(many, CONSTRAINT, Set.of(), FUNCTIONS))
        .hasSize(Limits.MAX_PROBLEMS);
    assertThat(Expression.check("x || ".repeat(3_000) + "x", Set.of(), FUNCTIONS))
        .hasSize(Limits.MAX_PROBLEMS);
  }

  private static String replace(String text, Dialect dialect) {
    return TextReplacement.replace(text, dialect, FlatVariables.of(VARIABLES), FUNCTIONS);
  }
}
