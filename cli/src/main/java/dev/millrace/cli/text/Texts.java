package dev.millrace.cli.text;

import dev.millrace.wording.Language;
import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of one language. Placeholders are {@code {0}}, {@code {1}}…; not MessageFormat, whose
 * apostrophes and number formats surprise people who translate.
 */
public final class Texts {
  private static final String BUNDLE = "dev.millrace.cli.text.messages";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)}");

  private final Locale locale;
  private final Language language;
  private final ResourceBundle bundle;

  private Texts(Locale locale) {
    this.locale = locale;
    this.language = Language.of(locale);
    this.bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** English unless the locale's language has texts. */
  public static Texts of(Locale locale) {
    return new Texts(locale);
  }

  /**
   * The language a user's environment asks for: {@code LC_ALL}, {@code LC_MESSAGES}, {@code LANG},
   * the first that is set.
   */
  public static Locale localeOf(Map<String, String> environment) {
    for (String name : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        return localeOf(value);
      }
    }
    return Locale.ENGLISH;
  }

  /**
   * A locale by its name on the command line or in the environment: {@code zh-CN}, {@code
   * zh_CN.UTF-8}.
   */
  public static Locale localeOf(String name) {
    String tag = name.replaceFirst("[.@].*", "").replace('_', '-');
    return tag.startsWith("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
  }

  public Locale locale() {
    return locale;
  }

  public Language language() {
    return language;
  }

  /** A sentence of the rules or of the worker, in this language. */
  public String say(Sentence sentence) {
    return sentence.in(language);
  }

  /** The text with this key, its placeholders filled in; sentences among them in this language. */
  public String get(String key, Object... arguments) {
    String text = bundle.getString(key);
    if (arguments.length == 0) {
      return text;
    }
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(match -> {
          int index = Integer.parseInt(match.group(1));
          return Matcher.quoteReplacement(
              index < arguments.length ? shown(arguments[index]) : match.group());
        });
  }

  private String shown(Object argument) {
    return argument instanceof Sentence sentence ? say(sentence) : String.valueOf(argument);
  }

  /** A duration as people read it: {@code 0.3s}, {@code 12.3s}, {@code 2m05s}, {@code 1h02m}. */
  public static String duration(Duration duration) {
    long tenths = Math.max(0, duration.toMillis()) / 100;
    long seconds = tenths / 10;
    if (seconds < 60) {
      return seconds + "." + tenths % 10 + "s";
    }
    return seconds < 3600
        ? seconds / 60 + "m" + twoDigits(seconds % 60) + "s"
        : seconds / 3600 + "h" + twoDigits(seconds / 60 % 60) + "m";
  }

  private static String twoDigits(long number) {
    return number < 10 ? "0" + number : Long.toString(number);
  }
}
