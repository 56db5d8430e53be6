package dev.millrace.pipeline.matrix;

import dev.millrace.expression.FlatVariables;
import dev.millrace.pipeline.limit.Limits;
import dev.millrace.wording.Sentence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A matrix as the texts in which a pipeline keeps it. Each is YAML or JSON, or {@code ${{
 * fromJSON(name) }}}: the JSON in the variable of that name. Blank means none.
 *
 * @param strategy a map from keys to lists; a list may be {@code ${{ fromJSON(name) }}} too, and
 *     the keys {@code include} and {@code exclude} may stand here as well
 * @param include a list of maps
 * @param exclude a list of maps
 */
public record MatrixText(String strategy, String include, String exclude) {
  private static final String INCLUDE = "include";
  private static final String EXCLUDE = "exclude";

  private static final Pattern FROM_JSON =
      Pattern.compile(
          "\\$\\{\\{\\s*+fromJSON\\(\\s*+([^\\s()'\"${}]++)\\s*+\\)\\s*+}}",
          Pattern.CASE_INSENSITIVE);

  /** The text breaks a rule, named without the value of any variable. */
  static final class Unreadable extends RuntimeException {
    private final Sentence reason;

    Unreadable(Sentence reason) {
      super(reason.english(), null, false, false);
      this.reason = reason;
    }

    Sentence reason() {
      return reason;
    }
  }

  Matrix read(FlatVariables variables) {
    Map<String, List<String>> axes = new LinkedHashMap<>();
    List<Map<String, String>> includes = new ArrayList<>();
    List<Map<String, String>> excludes = new ArrayList<>();
    if (!strategy.isBlank()) {
      readStrategy(variables)
          .entries()
          .forEach((key, tree) -> {
            switch (key) {
              case INCLUDE -> includes.addAll(cases(INCLUDE, resolved(tree, variables)));
              case EXCLUDE -> excludes.addAll(cases(EXCLUDE, resolved(tree, variables)));
              default -> axes.put(key, values(key, resolved(tree, variables)));
            }
          });
    }
    includes.addAll(readCases(INCLUDE, include, variables));
    excludes.addAll(readCases(EXCLUDE, exclude, variables));
    return new Matrix(axes, includes, excludes);
  }

  private Tree.Mapping readStrategy(FlatVariables variables) {
    if (parse(MatrixWording.THE_MATRIX.of(), strategy, variables) instanceof Tree.Mapping mapping) {
      return mapping;
    }
    throw new Unreadable(MatrixWording.NOT_A_MAP.of());
  }

  private static List<Map<String, String>> readCases(
      String what, String text, FlatVariables variables) {
    return text.isBlank()
        ? List.of()
        : cases(what, parse(Sentence.verbatim(what), text, variables));
  }

  private static Tree parse(Sentence what, String text, FlatVariables variables) {
    if (text.length() > Limits.MATRIX_TEXT_MAX) {
      throw new Unreadable(MatrixWording.TOO_LONG.of(what, Limits.MATRIX_TEXT_MAX));
    }
    Tree held = fromJson(text.strip(), variables);
    Tree yaml = held == null ? Tree.tryYaml(text) : held;
    Tree tree = yaml == null ? Tree.tryJson(text) : yaml;
    if (tree == null) {
      throw new Unreadable(MatrixWording.NEITHER_YAML_NOR_JSON.of(what));
    }
    return tree;
  }

  /** What {@code ${{ fromJSON(name) }}} stands for, and any other tree itself. */
  private static Tree resolved(Tree tree, FlatVariables variables) {
    Tree held = tree instanceof Tree.Leaf(String text) ? fromJson(text, variables) : null;
    return held == null ? tree : held;
  }

  /** What the variable holds, if the text is {@code ${{ fromJSON(name) }}}, or else null. */
  private static @Nullable Tree fromJson(String text, FlatVariables variables) {
    Matcher fromJson = FROM_JSON.matcher(text);
    if (!fromJson.matches()) {
      return null;
    }
    String name = fromJson.group(1);
    String json = variables.get(name);
    if (json == null) {
      throw new Unreadable(MatrixWording.NO_VARIABLE.of(name));
    }
    Tree value = json.length() > Limits.MATRIX_TEXT_MAX ? null : Tree.tryJson(json);
    if (value == null) {
      throw new Unreadable(MatrixWording.VARIABLE_NOT_JSON.of(name));
    }
    return value;
  }

  private static List<String> values(String key, Tree tree) {
    if (tree instanceof Tree.Listing(List<Tree> elements)) {
      return elements.stream().map(Tree::asText).toList();
    }
    throw new Unreadable(MatrixWording.KEY_NOT_A_LIST.of(key));
  }

  private static List<Map<String, String>> cases(String what, Tree tree) {
    if (!(tree instanceof Tree.Listing(List<Tree> elements))) {
      throw new Unreadable(MatrixWording.NOT_A_LIST.of(what));
    }
    return elements.stream().map(element -> oneCase(what, element)).toList();
  }

  private static Map<String, String> oneCase(String what, Tree tree) {
    if (!(tree instanceof Tree.Mapping(Map<String, Tree> entries)) || entries.isEmpty()) {
      throw new Unreadable(MatrixWording.ENTRY_NOT_A_MAP.of(what));
    }
    Map<String, String> values = new LinkedHashMap<>();
    entries.forEach((key, value) -> values.put(key, value.asText()));
    return values;
  }
}
