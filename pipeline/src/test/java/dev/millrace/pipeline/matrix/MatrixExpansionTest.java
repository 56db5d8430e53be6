package dev.millrace.pipeline.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.expression.FlatVariables;
import dev.millrace.pipeline.limit.Limits;
import dev.millrace.pipeline.matrix.MatrixExpansion.Expanded;
import dev.millrace.pipeline.matrix.MatrixExpansion.Refused;
import dev.millrace.testkit.Seeds;
import dev.millrace.testkit.Translations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixExpansionTest {
  private static final FlatVariables VARIABLES =
      FlatVariables.of(
          Map.of(
              "variables.list", "[\"a\", 3.10, true, null, {\"x\": 1}]",
              "variables.whole", "{\"os\": [\"l\", \"w\"], \"exclude\": [{\"os\": \"w\"}]}",
              "variables.cases", "[{\"os\": \"l\", \"cc\": \"gcc\"}]",
              "variables.secret", "hunter2 {",
              "variables.text", "\"text\""));

  /** Each row: strategy, include, exclude, cases. */
  @Test
  void all_sentences_are_translated() {
    assertThat(Translations.complaintsOf(MatrixWording.class)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          {os: [l, w], v: [1, 2]} ¦ ~~ ¦ ~~ ¦ [{os=l, v=1}, {os=l, v=2}, {os=w, v=1}, {os=w, v=2}]
          {os: [l, l]}            ¦ ~~ ¦ ~~ ¦ [{os=l}]
          {v: [3.10, 0x1, yes, ~, 'q']} ¦ ~~ ¦ ~~ ¦ [{v=3.10}, {v=0x1}, {v=yes}, {v=~}, {v=q}]
          {"os": ["l"], "v": [1]} ¦ ~~ ¦ ~~ ¦ [{os=l, v=1}]
          {os: [l, w]}            ¦ [{os: w, cc: cl}]          ¦ ~~ ¦ [{os=l}, {os=w, cc=cl}]
          {os: [l, w], v: [1, 2]} ¦ [{os: w, v: 1, cc: cl}]    ¦ ~~ ¦ [{os=l, v=1}, {os=l, v=2}, {os=w, v=1, cc=cl}, {os=w, v=2}]
          {os: [l, w], v: [1, 2]} ¦ [{os: l, cc: gcc}]         ¦ ~~ ¦ [{os=l, v=1, cc=gcc}, {os=l, v=2, cc=gcc}, {os=w, v=1}, {os=w, v=2}]
          {os: [l]}               ¦ [{os: l, a: 1}, {os: l, b: 2}, {os: l, a: 3}] ¦ ~~ ¦ [{os=l, a=3, b=2}]
          {os: [l, w]}            ¦ [{os: m, cc: clang}]       ¦ ~~ ¦ [{os=l}, {os=w}, {os=m, cc=clang}]
          {os: [l]}               ¦ [{os: m}, {os: m, x: 1}]   ¦ ~~ ¦ [{os=l}, {os=m}, {os=m, x=1}]
          {os: [l]}               ¦ [{cc: gcc}]                ¦ ~~ ¦ [{os=l}]
          ~~                      ¦ [{cc: gcc}, {cc: gcc}, {cc: cl}] ¦ ~~ ¦ [{cc=gcc}, {cc=cl}]
          {os: []}                ¦ [{os: m}]                  ¦ ~~ ¦ [{os=m}]
          {os: [l, w], v: [1, 2]} ¦ ~~ ¦ [{os: w, v: 2}, {os: l}] ¦ [{os=l, v=1}, {os=l, v=2}, {os=w, v=1}]
          {os: [l, w]}            ¦ [{os: w, cc: cl}] ¦ [{os: w}] ¦ [{os=l}, {os=w, cc=cl}]
          {os: [l, w]}            ¦ [{os: w, cc: cl}] ¦ [{cc: cl, os: w}] ¦ [{os=l}]
          {os: [l], include: [{os: l, a: 1}], exclude: [{os: x}]} ¦ [{os: x}, {os: l, b: 2}] ¦ ~~ ¦ [{os=l, a=1, b=2}]
          ${{ fromJSON(variables.whole) }} ¦ ~~ ¦ ~~ ¦ [{os=l}]
          v: ${{ fromJSON(variables.list) }} ¦ ~~ ¦ ~~ ¦ [{v=a}, {v=3.10}, {v=true}, {v=null}, {v={"x":"1"}}]
          {os: [l]} ¦ ${{fromjson( variables.cases )}} ¦ ~~ ¦ [{os=l, cc=gcc}]
          ~~ ¦ ${{ fromJSON(variables.cases) }} ¦ ~~ ¦ [{os=l, cc=gcc}]
          {s: [{os: linux, n: 1}]} ¦ ~~ ¦ ~~ ¦ [{s={"os":"linux","n":"1"}}]
          """)
  void cases(String strategy, String include, String exclude, String expected) {
    var expansion = MatrixExpansion.of(new MatrixText(strategy, include, exclude), VARIABLES);

    assertThat(expansion)
        .isInstanceOfSatisfying(
            Expanded.class,
            expanded ->
                assertThat(expanded.cases().stream().map(MatrixCase::values).toList())
                    .hasToString(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          ~~                       ¦ ~~       ¦ ~~ ¦ the matrix has no cases
          {os: []}                 ¦ ~~       ¦ ~~ ¦ the matrix has no cases
          {os: [l]}                ¦ ~~       ¦ [{os: l}] ¦ the matrix has no cases
          {os: l}                  ¦ ~~       ¦ ~~ ¦ the matrix key `os` is not a list
          os: ${{ variables.list }}¦ ~~       ¦ ~~ ¦ ${{ fromJSON(variables.name) }}
          [a]                      ¦ ~~       ¦ ~~ ¦ not a map from keys to lists
          text                     ¦ ~~       ¦ ~~ ¦ not a map from keys to lists
          {os: [l]                 ¦ ~~       ¦ ~~ ¦ the matrix is neither YAML nor JSON
          {a: &x [1], b: *x}       ¦ ~~       ¦ ~~ ¦ the matrix is neither YAML nor JSON
          {a: [1], a: [2]}         ¦ ~~       ¦ ~~ ¦ the matrix is neither YAML nor JSON
          {os: [l]}                ¦ {os: l}  ¦ ~~ ¦ include is not a list of maps
          {os: [l]}                ¦ [l]      ¦ ~~ ¦ include holds something that is not a map
          {os: [l]}                ¦ [{}]     ¦ ~~ ¦ include holds something that is not a map
          {os: [l]}                ¦ ~~       ¦ x  ¦ exclude is not a list of maps
          {os: [l], include: x}    ¦ ~~       ¦ ~~ ¦ include is not a list of maps
          ${{ fromJSON(variables.none) }}   ¦ ~~ ¦ ~~ ¦ there is no variable `variables.none`
          ${{ fromJSON(variables.secret) }} ¦ ~~ ¦ ~~ ¦ fromJSON(variables.secret): the value of the variable is not JSON
          ${{ fromJSON(variables.list) }}   ¦ ~~ ¦ ~~ ¦ not a map from keys to lists
          v: ${{ fromJSON(variables.text) }}¦ ~~ ¦ ~~ ¦ the matrix key `v` is not a list
          """)
  void refusals(String strategy, String include, String exclude, String reason) {
    var expansion = MatrixExpansion.of(new MatrixText(strategy, include, exclude), VARIABLES);

    assertThat(expansion)
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.reason().english()).contains(reason).doesNotContain("hunter"));
  }

  @Test
  void the_largest_matrix_is_expanded_and_one_case_more_is_refused() {
    assertThat(MatrixExpansion.of(new Matrix(axes(16, 16), List.of(), List.of())))
        .isInstanceOfSatisfying(Expanded.class, e -> assertThat(e.cases()).hasSize(256));
    assertThat(MatrixExpansion.of(new Matrix(axes(257), List.of(), List.of())))
        .isEqualTo(new Refused(MatrixWording.TOO_MANY_CASES.of(256)));
    assertThat(MatrixExpansion.of(new Matrix(axes(256), List.of(Map.of("k0", "new")), List.of())))
        .isEqualTo(new Refused(MatrixWording.TOO_MANY_CASES.of(256)));
  }

  @Test
  void cases_are_counted_after_the_excludes() {
    var exclude = List.of(Map.of("k0", "1"), Map.of("k0", "2"));

    assertThat(MatrixExpansion.of(new Matrix(axes(258), List.of(), exclude)))
        .isInstanceOfSatisfying(Expanded.class, e -> assertThat(e.cases()).hasSize(256));
  }

  @Test
  void a_matrix_bomb_is_refused_before_it_is_built() {
    int[] sizes = new int[Limits.MATRIX_KEYS_MAX];
    Arrays.fill(sizes, 50);

    assertThat(MatrixExpansion.of(new Matrix(axes(sizes), List.of(), List.of())))
        .isEqualTo(new Refused(MatrixWording.TOO_MANY_CASES.of(256)));
    assertThat(MatrixExpansion.of(new Matrix(axes(new int[101]), List.of(), List.of())))
        .isEqualTo(new Refused(MatrixWording.TOO_MANY_KEYS.of(100)));
    assertThat(
            MatrixExpansion.of(
                new Matrix(axes(1), List.of(), Collections.nCopies(1_001, Map.of("k0", "0")))))
        .isEqualTo(new Refused(MatrixWording.TOO_MANY_ENTRIES.of(1000)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      value = {"[", "{a: ", "- ", "[{", "&a [*a, ", "!!x "})
  void a_text_that_nests_without_end_is_refused(String opening) {
    String deep = opening.repeat(Limits.MATRIX_TEXT_MAX / opening.length());

    for (String text : List.of(deep, "x".repeat(Limits.MATRIX_TEXT_MAX + 1))) {
      assertThat(MatrixExpansion.of(new MatrixText(text, "", ""), VARIABLES))
          .isInstanceOf(Refused.class);
      assertThat(MatrixExpansion.of(new MatrixText("{a: [1]}", text, ""), VARIABLES))
          .isInstanceOf(Refused.class);
    }
  }

  @Test
  void a_case_gives_its_values_and_the_entries_of_maps_as_variables() {
    var values = new LinkedHashMap<String, String>();
    values.put("os", "linux");
    values.put("service", "{name=db, image=pg=15, bare}");
    values.put("json", "{\"a\": 1, \"b\": {\"c\": 2}}");
    values.put("json.a", "own");
    values.put("broken", "{a=1");

    assertThat(new MatrixCase(values).variables())
        .isEqualTo(
            Map.ofEntries(
                Map.entry("matrix.os", "linux"),
                Map.entry("matrix.service", "{name=db, image=pg=15, bare}"),
                Map.entry("matrix.service.name", "db"),
                Map.entry("matrix.service.image", "pg=15"),
                Map.entry("matrix.service.bare", ""),
                Map.entry("matrix.json", "{\"a\": 1, \"b\": {\"c\": 2}}"),
                Map.entry("matrix.json.a", "own"),
                Map.entry("matrix.json.b", "{\"c\":\"2\"}"),
                Map.entry("matrix.broken", "{a=1")));
  }

  @Test
  void any_matrix_has_distinct_cases_within_the_limit_none_of_them_excluded() {
    Seeds.forEach(
        2_000,
        random -> {
          var axes = new LinkedHashMap<String, List<String>>();
          for (int i = random.nextInt(4); i > 0; i--) {
            axes.put("k" + i, values(random));
          }
          var matrix = new Matrix(axes, entries(random), entries(random));

          if (MatrixExpansion.of(matrix) instanceof Expanded(List<MatrixCase> cases)) {
            assertThat(cases).isNotEmpty().hasSizeLessThanOrEqualTo(Limits.MATRIX_CASES_MAX);
            assertThat(new HashSet<>(cases)).hasSameSizeAs(cases);
            assertThat(cases.stream().map(MatrixCase::values))
                .noneMatch(matrix.exclude()::contains);
          }
        });
  }

  private static Map<String, List<String>> axes(int... sizes) {
    Map<String, List<String>> axes = new LinkedHashMap<>();
    for (int i = 0; i < sizes.length; i++) {
      axes.put("k" + i, IntStream.range(0, sizes[i]).mapToObj(String::valueOf).toList());
    }
    return axes;
  }

  private static List<String> values(SplittableRandom random) {
    return IntStream.range(0, random.nextInt(8)).mapToObj(i -> "v" + random.nextInt(8)).toList();
  }

  private static List<Map<String, String>> entries(SplittableRandom random) {
    List<Map<String, String>> entries = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Map<String, String> entry = new LinkedHashMap<>();
      for (int j = random.nextInt(1, 4); j > 0; j--) {
        entry.put("k" + random.nextInt(5), "v" + random.nextInt(8));
      }
      entries.add(entry);
    }
    return entries;
  }
}
