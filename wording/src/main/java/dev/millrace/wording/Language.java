package dev.millrace.wording;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/** A language in which people are told things. Safe from any thread. */
public final class Language {
  public static final Language ENGLISH = new Language("");

  /** Simplified. */
  public static final Language CHINESE = new Language("zh");

  /** Names the files of its translations; empty: none are needed. */
  private final String suffix;

  private final Map<Class<? extends Wording>, Properties> texts = new ConcurrentHashMap<>();

  private Language(String suffix) {
    this.suffix = suffix;
  }

  /** The locale's language where we speak it, or else English. */
  public static Language of(Locale locale) {
    return locale.getLanguage().equals("zh") ? CHINESE : ENGLISH;
  }

  /** The wording's text, with its gaps. */
  String textOf(Wording wording) {
    if (suffix.isEmpty()) {
      return wording.english();
    }
    return texts
        .computeIfAbsent(wording.getDeclaringClass(), this::read)
        .getProperty(wording.id(), wording.english());
  }

  private Properties read(Class<? extends Wording> wordings) {
    var properties = new Properties();
    String file = wordings.getSimpleName() + "_" + suffix + ".properties";
    try (InputStream stream = wordings.getResourceAsStream(file)) {
      if (stream != null) {
        properties.load(new InputStreamReader(stream, UTF_8));
      }
      return properties;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
