package dev.millrace.pipeline.problem;

import dev.millrace.wording.Language;
import dev.millrace.wording.Sentence;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The texts of one language. Placeholders are {@code {0}}, {@code {1}}…; not MessageFormat, whose
 * apostrophes and number formats surprise people who translate.
 */
final class Texts {
  private static final String BUNDLE = "dev.millrace.pipeline.problem.problems";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)}");

  private final ResourceBundle bundle;
  private final Language language;

  private Texts(ResourceBundle bundle, Language language) {
    this.bundle = bundle;
    this.language = language;
  }

  /** Without the bundle's usual fallback to the machine's language: a caller gets what it asks. */
  static Texts of(Locale locale) {
    return new Texts(
        ResourceBundle.getBundle(
            BUNDLE,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)),
        Language.of(locale));
  }

  String message(Problem problem) {
    String text = fill(bundle.getString(problem.rule().id()), problem.arguments());
    return problem
        .suggestion()
        .map(guess -> text + fill(bundle.getString("suggestion"), List.of(Argument.of(guess))))
        .orElse(text);
  }

  private String fill(String template, List<Argument> arguments) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(match -> {
          int index = Integer.parseInt(match.group(1));
          return java.util.regex.Matcher.quoteReplacement(
              index < arguments.size() ? word(arguments.get(index)) : match.group());
        });
  }

  private String word(Argument argument) {
    return switch (argument) {
      case Argument.Literal(String text) -> text;
      case Argument.Kinds(List<Kind> kinds) ->
          kinds.stream()
              .map(kind -> bundle.getString("kind." + kind.name().toLowerCase(Locale.ROOT)))
              .collect(Collectors.joining(bundle.getString("or")));
      case Argument.Worded(Phrase phrase, List<Argument> arguments) ->
          fill(bundle.getString(phrase.key()), arguments);
      case Argument.Said(List<Sentence> sentences) ->
          sentences.stream()
              .map(sentence -> sentence.in(language))
              .collect(Collectors.joining(bundle.getString("and")));
    };
  }
}
