package dev.millrace.pipeline.problem;

import static org.assertj.core.api.Assertions.assertThat;

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
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d}");

  @Test
  void every_rule_has_a_text_in_every_language_and_no_text_is_left_over() {
    Set<String> needed = new TreeSet<>(Set.of("suggestion", "or"));
    Arrays.stream(Rule.values()).map(Rule::id).forEach(needed::add);
    Arrays.stream(Kind.values())
        .map(kind -> "kind." + kind.name().toLowerCase(Locale.ROOT))
        .forEach(needed::add);

    assertThat(texts("problems.properties").stringPropertyNames()).isEqualTo(needed);
    assertThat(texts("problems_zh.properties").stringPropertyNames()).isEqualTo(needed);
  }

  @Test
  void a_translation_names_the_same_values() {
    Properties english = texts("problems.properties");
    Properties chinese = texts("problems_zh.properties");

    for (String id : english.stringPropertyNames()) {
      assertThat(placeholders(chinese, id)).as(id).isEqualTo(placeholders(english, id));
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

  private static Set<String> placeholders(Properties texts, String id) {
    return PLACEHOLDER
        .matcher(texts.getProperty(id, ""))
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
