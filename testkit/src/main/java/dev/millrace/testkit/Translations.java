package dev.millrace.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.wording.Wording;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether the wordings of a room are whole in every language. */
public final class Translations {
  private static final Pattern GAP = Pattern.compile("\\{\\d}");

  /** Two words in a row are a sentence begun. */
  private static final Pattern ENGLISH = Pattern.compile("[A-Za-z']{2,}[ ,;:]+[a-z']{2,}");

  private static final Pattern QUOTED = Pattern.compile("`[^`]*`|'[^']*'");

  private Translations() {}

  /**
   * Everything wrong with the translations of an enum: missing, left over, other gaps than the
   * English text, or English left in them. Keys and code within backticks or quotes are no English.
   */
  public static List<String> complaintsOf(Class<? extends Wording> wordings) {
    var complaints = new ArrayList<String>();
    Properties chinese = read(wordings, wordings.getSimpleName() + "_zh.properties");
    Set<String> leftOver = new TreeSet<>(chinese.stringPropertyNames());
    for (Wording wording : wordings.getEnumConstants()) {
      String id = wording.id();
      String text = chinese.getProperty(id);
      leftOver.remove(id);
      if (text == null) {
        complaints.add(id + " is not translated");
      } else if (!gapsOf(text).equals(gapsOf(wording.english()))) {
        complaints.add(id + " has other gaps than in English");
      } else if (ENGLISH.matcher(QUOTED.matcher(text).replaceAll("")).find()) {
        complaints.add(id + " is partly English: " + text);
      }
    }
    leftOver.forEach(id -> complaints.add(id + " translates nothing"));
    return complaints;
  }

  private static Set<String> gapsOf(String text) {
    return GAP.matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Properties read(Class<?> beside, String name) {
    var properties = new Properties();
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(beside.getResourceAsStream(name), name), UTF_8)) {
      properties.load(reader);
      return properties;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
