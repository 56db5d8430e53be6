package dev.millrace.pipeline.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.expression.ExpressionWording;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProblemTextsTest {
  private static final Place PLACE = new Place("a.yml", 3, 5);
  private static final Pattern ENGLISH = Pattern.compile("[A-Za-z']{2,}[ ,;:]+[a-z']{2,}");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d}");

  @Test
  void every_rule_has_a_text_in_every_language_and_no_text_is_left_over() {
    Set<String> needed = new TreeSet<>(Set.of("suggestion", "or", "and"));
    Arrays.stream(Rule.values()).map(Rule::id).forEach(needed::add);
    Arrays.stream(Kind.values())
        .map(kind -> "kind." + kind.name().toLowerCase(Locale.ROOT))
        .forEach(needed::add);

    Arrays.stream(Phrase.values()).map(Phrase::key).forEach(needed::add);

    assertThat(texts("problems.properties").stringPropertyNames()).isEqualTo(needed);
    assertThat(texts("problems_zh.properties").stringPropertyNames()).isEqualTo(needed);
  }

  @Test
  void a_translation_names_the_same_values() {
    Properties english = texts("problems.properties");
    Properties chinese = texts("problems_zh.properties");

    for (String id : english.stringPropertyNames()) {
      assertThat(placeholders(chinese.getProperty(id)))
          .as(id)
          .isEqualTo(placeholders(english.getProperty(id)));
    }
  }

  @Test
  void the_caller_chooses_the_language() {
    Problem problem =
        Problem.at(PLACE, Rule.UNKNOWN_KEY, "stpes", "pipeline").suggesting(Optional.of("steps"));

    assertThat(problem.message(Locale.ENGLISH))
        .isEqualTo("`stpes` is no key of `pipeline`. Did you mean `steps`?");
    assertThat(problem.message(Locale.SIMPLIFIED_CHINESE))
        .isEqualTo("`pipeline` 中没有键 `stpes`。您是否想写 `steps`？");
    assertThat(problem.message(Locale.GERMAN)).isEqualTo(problem.message(Locale.ENGLISH));
  }

  @Test
  void kinds_are_translated_and_joined() {
    Problem problem =
        Problem.at(
            PLACE,
            Rule.WRONG_KIND,
            "on",
            Kind.TEXT,
            new Argument.Kinds(List.of(Kind.LIST, Kind.MAP)));

    assertThat(problem.message(Locale.ENGLISH))
        .isEqualTo("`on` has a text, but needs a list or a map");
    assertThat(problem.message(Locale.CHINESE)).isEqualTo("`on` 的值是文本，应为列表或映射");
  }

  @Test
  void a_value_that_looks_like_a_placeholder_is_shown_as_it_is() {
    Problem problem = Problem.at(PLACE, Rule.UNKNOWN_KEY, "{1} $1", "pipeline");

    assertThat(problem.message(Locale.ENGLISH)).isEqualTo("`{1} $1` is no key of `pipeline`");
  }

  @Test
  void every_rule_in_chinese_has_no_english_sentence() {
    for (Rule rule : Rule.values()) {
      Object[] values = {"`1`", "`2`", "`3`", "`4`"};

      assertThat(englishIn(Problem.at(PLACE, rule, values).message(Locale.CHINESE)))
          .as(rule.id())
          .isEmpty();
    }
  }

  @Test
  void every_phrase_in_chinese_has_no_english_sentence() {
    for (Phrase phrase : Phrase.values()) {
      assertThat(englishIn(chinese(phrase.of(1, 2)))).as("%s", phrase).isEmpty();
    }
  }

  @Test
  void sentences_about_an_expression_are_told_in_the_language_of_the_reader() {
    var what =
        ExpressionWording.EXPECTED.of(
            ExpressionWording.A_VALUE.of(), ExpressionWording.THE_NAME.of("{0} and"));
    var fix = ExpressionWording.WRITE_AND.of();
    Problem problem =
        Problem.at(PLACE, Rule.EXPRESSION_INVALID, new Argument.Said(List.of(what, fix)));

    assertThat(problem.message(Locale.ENGLISH))
        .isEqualTo(
            "This is no valid expression: expected a value, found the name `{0} and`;"
                + " for \"and\", write `&&`");
    assertThat(problem.message(Locale.CHINESE))
        .isEqualTo("表达式无效：应为一个值，实际为名称 `{0} and`；表示“并且”请使用 `&&`");
  }

  private static String chinese(Argument argument) {
    return Problem.at(PLACE, Rule.EXPRESSION_LEFT, argument).message(Locale.CHINESE);
  }

  /** Two words in a row are a sentence begun; keys, values and signs stand in backticks. */
  private static List<String> englishIn(String message) {
    return ENGLISH
        .matcher(message.replaceAll("`[^`]*`", ""))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  @Test
  void a_long_value_is_shortened() {
    Problem problem = Problem.at(PLACE, Rule.YAML_SYNTAX, "x".repeat(1_000));

    assertThat(problem.message(Locale.ENGLISH)).hasSizeLessThan(200).endsWith("…");
  }

  private static Properties texts(String name) {
    var properties = new Properties();
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(Problem.class.getResourceAsStream(name), name),
            StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return properties;
  }

  private static Set<String> placeholders(String text) {
    return PLACEHOLDER
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
