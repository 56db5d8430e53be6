package dev.millrace.pipeline.matrix;

import dev.millrace.expression.FlatVariables;
import dev.millrace.pipeline.limit.Limits;
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
    private final String reason;

    Unreadable(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }

    String reason() {
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
    if (parse("the matrix", strategy, variables) instanceof Tree.Mapping mapping) {
      return mapping;
    }
    throw new Unreadable("the matrix is not a map from keys to lists");
  }

  private static List<Map<String, String>> readCases(
      String what, String text, FlatVariables variables) {
    return text.isBlank() ? List.of() : cases(what, parse(what, text, variables));
  }

  private static Tree parse(String what, String text, FlatVariables variables) {
    if (text.length() > Limits.MATRIX_TEXT_MAX) {
      throw new Unreadable(what + " is longer than " + Limits.MATRIX_TEXT_MAX + " characters");
    }
    Tree held = fromJson(text.strip(), variables);
    Tree yaml = held == null ? Tree.tryYaml(text) : held;
    Tree tree = yaml == null ? Tree.tryJson(text) : yaml;
    if (tree == null) {
      throw new Unreadable(what + " is neither YAML nor JSON");
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
      throw new Unreadable("fromJSON(" + name + "): there is no variable `" + name + "`");
    }
    Tree value = json.length() > Limits.MATRIX_TEXT_MAX ? null : Tree.tryJson(json);
    if (value == null) {
      throw new Unreadable("fromJSON(" + name + "): the value of the variable is not JSON");
    }
    return value;
  }

  private static List<String> values(String key, Tree tree) {
    if (tree instanceof Tree.Listing(List<Tree> elements)) {
      return elements.stream().map(Tree::asText).toList();
    }
    throw new Unreadable(
        "the matrix key `"
            + key
            + "` is not a list; a list that a variable holds is ${{ fromJSON(variables.name) }}");
  }

  private static List<Map<String, String>> cases(String what, Tree tree) {
    if (!(tree instanceof Tree.Listing(List<Tree> elements))) {
      throw new Unreadable(what + " is not a list of maps");
    }
    return elements.stream().map(element -> oneCase(what, element)).toList();
  }

  private static Map<String, String> oneCase(String what, Tree tree) {
    if (!(tree instanceof Tree.Mapping(Map<String, Tree> entries)) || entries.isEmpty()) {
      throw new Unreadable(what + " holds something that is not a map of values");
    }
    Map<String, String> values = new LinkedHashMap<>();
    entries.forEach((key, value) -> values.put(key, value.asText()));
    return values;
  }
}
