package dev.millrace.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TextsTest {
  private static final String BUNDLE = "dev.millrace.cli.text.messages";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d}");

  @Test
  void every_text_is_in_every_language_with_the_same_placeholders() {
    ResourceBundle english = ResourceBundle.getBundle(BUNDLE, Locale.ROOT);
    ResourceBundle chinese = ResourceBundle.getBundle(BUNDLE, Locale.SIMPLIFIED_CHINESE);

    assertThat(chinese.getLocale().getLanguage()).isEqualTo("zh");
    assertThat(english.keySet())
        .allSatisfy(key ->
            assertThat(placeholders(chinese.getString(key)))
                .as(key)
                .isEqualTo(placeholders(english.getString(key))));
    assertThat(english.keySet().stream().filter(key -> key.startsWith("usage.")))
        .allSatisfy(key -> assertThat(chinese.getString(key)).isNotEqualTo(english.getString(key)));
  }

  private static List<String> placeholders(String text) {
    return PLACEHOLDER.matcher(text).results().map(MatchResult::group).sorted().toList();
  }

  @Test
  void the_language_is_that_of_the_first_variable_set() {
    assertThat(Texts.localeOf(Map.of("LANG", "zh_CN.UTF-8"))).isEqualTo(Locale.SIMPLIFIED_CHINESE);
    assertThat(Texts.localeOf(Map.of("LC_ALL", "C", "LANG", "zh_CN.UTF-8")))
        .isEqualTo(Locale.ENGLISH);
    assertThat(Texts.localeOf(Map.of())).isEqualTo(Locale.ENGLISH);
  }

  @Test
  void durations_are_short() {
    assertThat(
            List.of(49L, 12_345L, 125_000L, 3_720_000L).stream()
                .map(Duration::ofMillis)
                .map(Texts::duration))
        .containsExactly("0.0s", "12.3s", "2m05s", "1h02m");
  }
}
