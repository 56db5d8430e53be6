package dev.millrace.pipeline.yaml.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.limit.Limits;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.yaml.tree.Node.Mapping;
import dev.millrace.pipeline.yaml.tree.Node.Scalar;
import dev.millrace.pipeline.yaml.tree.Node.ScalarType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlParserTest {
  private final ProblemCollector problems = new ProblemCollector();

  @ParameterizedTest
  @CsvSource({
    "on, TEXT",
    "yes, TEXT",
    "12:30, TEXT",
    "'\"1\"', TEXT",
    "'''true''', TEXT",
    "1e99999, TEXT",
    "true, BOOLEAN",
    "False, BOOLEAN",
    "12, INTEGER",
    "-3, INTEGER",
    "0o17, INTEGER",
    "0xff, INTEGER",
    "1.5, DECIMAL",
    "1e3, DECIMAL",
    "~, NULL",
    "null, NULL",
    "!!str 5, TEXT"
  })
  void plain_values_mean_what_yaml_1_2_says(String written, ScalarType expected) {
    Node root = parse("a: " + written).orElseThrow();

    assertThat(((Mapping) root).get("a").map(value -> ((Scalar) value).type())).contains(expected);
    assertThat(problems.inOrder()).isEmpty();
  }

  @Test
  void places_count_lines_and_characters_from_one_and_a_wide_character_as_one() {
    Mapping root = (Mapping) parse("first: 1\n\"😀\":   { b: two }\n").orElseThrow();

    Mapping inner = (Mapping) root.entries().get(1).value();
    assertThat(inner.mark().place()).hasToString("a.yml:2:8");
    assertThat(inner.entries().getFirst().value().mark().place()).hasToString("a.yml:2:13");
    assertThat(inner.entries().getFirst().value().mark().source()).isEqualTo("two");
  }

  @Test
  void an_explicit_key_beats_a_merged_one_and_an_earlier_merge_a_later_one() {
    Mapping root =
        (Mapping)
            parse("a: &a { x: 1, y: 1 }\nb: &b { x: 2, z: 2 }\nc: { <<: [ *a, *b ], y: 3 }")
                .orElseThrow();

    Mapping merged = (Mapping) root.get("c").orElseThrow();
    assertThat(merged.entries())
        .extracting(entry -> entry.name() + ((Scalar) entry.value()).value())
        .containsExactly("x1", "y3", "z2");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0})
  void a_file_up_to_the_greatest_size_is_read(int more) {
    assertThat(parse(sized(Limits.FILE_MAX_CHARACTERS + more))).isPresent();
  }

  @Test
  void a_larger_file_is_refused() {
    assertThat(parse(sized(Limits.FILE_MAX_CHARACTERS + 1))).isEmpty();
    assertThat(rules()).containsExactly(Rule.YAML_TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0})
  void a_file_up_to_the_greatest_depth_is_read(int more) {
    assertThat(parse(nested(Limits.FILE_MAX_DEPTH + more))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100_000})
  void a_deeper_file_is_refused(int more) {
    assertThat(parse(nested(Limits.FILE_MAX_DEPTH + more))).isEmpty();
    assertThat(rules()).containsExactly(Rule.YAML_TOO_DEEP);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0})
  void a_file_with_up_to_the_greatest_number_of_values_is_read(int more) {
    assertThat(parse(many(Limits.FILE_MAX_NODES + more))).isPresent();
  }

  @Test
  void a_file_with_more_values_is_refused() {
    assertThat(parse(many(Limits.FILE_MAX_NODES + 1))).isEmpty();
    assertThat(rules()).containsExactly(Rule.YAML_TOO_MANY_NODES);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0})
  void aliases_may_repeat_up_to_the_greatest_number_of_values(int more) {
    assertThat(parse(repeated(Limits.FILE_MAX_ALIASED_NODES + more))).isPresent();
  }

  @Test
  void aliases_that_repeat_more_are_refused() {
    assertThat(parse(repeated(Limits.FILE_MAX_ALIASED_NODES + 1))).isEmpty();
    assertThat(rules()).containsExactly(Rule.YAML_TOO_MANY_ALIASED_NODES);
  }

  @Test
  void a_billion_laughs_are_refused_before_they_exist() {
    var bomb = new StringBuilder("a0: &a0 [ lol, lol, lol ]\n");
    for (int i = 1; i < 30; i++) {
      String last = "*a" + (i - 1);
      bomb.append(
          "a%d: &a%d [ %s ]\n".formatted(i, i, String.join(", ", List.of(last, last, last))));
    }

    assertThat(parse(bomb.toString())).isEmpty();
    assertThat(rules()).containsExactly(Rule.YAML_TOO_MANY_ALIASED_NODES);
  }

  @Test
  void a_chain_of_merges_is_refused_before_it_exists() {
    var bomb = new StringBuilder("m0: &m0 { k: [ a, b, c ] }\n");
    for (int i = 1; i < 60; i++) {
      bomb.append("m%d: &m%d { <<: *m%d, n%d: *m%d }\n".formatted(i, i, i - 1, i, i - 1));
    }

    assertThat(parse(bomb.toString())).isEmpty();
    assertThat(rules()).containsAnyOf(Rule.YAML_TOO_MANY_ALIASED_NODES, Rule.YAML_TOO_DEEP);
  }

  @Test
  void a_character_yaml_does_not_know_is_a_problem_at_its_place() {
    assertThat(parse("a: 1\nb: \u0001x\n")).isEmpty();
    assertThat(problems.inOrder()).hasToString("[a.yml:2:4 yaml-syntax]");
  }

  /** Seed 680 of the mutation test: a problem pointed between the two characters. */
  @Test
  void both_characters_of_a_line_end_are_the_same_place() {
    var origin = new Origin("a.yml", "ab\r\ncd", List.of());

    assertThat(Offsets.place(origin, 2)).hasToString("a.yml:1:3");
    assertThat(Offsets.place(origin, 3)).hasToString("a.yml:1:3");
    assertThat(Offsets.place(origin, 4)).hasToString("a.yml:2:1");
  }

  private Optional<Node> parse(String text) {
    return YamlParser.parse(new Origin("a.yml", text, List.of()), problems);
  }

  private List<Rule> rules() {
    return problems.inOrder().stream().map(Problem::rule).toList();
  }

  private static String sized(int characters) {
    String start = "a: '";
    return start + "x".repeat(characters - start.length() - 1) + "'";
  }

  /** Lists in each other; the innermost value is at {@code depth}. */
  private static String nested(int depth) {
    return "[".repeat(depth - 1) + "x" + "]".repeat(depth - 1);
  }

  private static String many(int nodes) {
    return "[" + "x,".repeat(nodes - 1) + "]";
  }

  private static String repeated(int nodes) {
    int each = 100;
    String anchor = "a: &a [" + "x,".repeat(each - 1) + "]\n";
    return anchor + "s: &s x\nb: [" + "*a,".repeat(nodes / each) + "*s,".repeat(nodes % each) + "]";
  }
}
