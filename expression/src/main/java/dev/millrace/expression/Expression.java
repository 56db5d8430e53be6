package dev.millrace.expression;

import dev.millrace.expression.Parser.Parsed;
import dev.millrace.expression.Parser.Reference;
import dev.millrace.wording.Sentence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An expression that has been read: {@code variables.branch == 'main' && steps.test.outputs.ok}.
 * Immutable; it may be evaluated many times and by many threads. Always ends soon: see {@link
 * Limits}.
 */
public final class Expression {
  /** The contexts there can be; which of them there are, the variables say. */
  private static final Set<String> CONTEXTS =
      Set.of(
          "variables",
          "ci",
          "envs",
          "settings",
          "matrix",
          "job",
          "jobs",
          "step",
          "steps",
          "parameters");

  private static final Set<String> CONSTANTS = Set.of("true", "false", "null", "NaN", "Infinity");

  private final String text;
  private final Parsed parsed;

  private Expression(String text, Parsed parsed) {
    this.text = text;
    this.parsed = parsed;
  }

  /**
   * Reads an expression, without {@code ${{ }}} around it.
   *
   * @throws ExpressionException if it is none, or calls what is not among {@code functions}
   */
  public static Expression parse(String text, Functions functions) {
    Parsed parsed = Parser.parse(text, functions);
    if (!parsed.problems().isEmpty()) {
      throw new ExpressionException(parsed.problems().getFirst());
    }
    return new Expression(text, parsed);
  }

  /**
   * The value of the expression.
   *
   * @throws ExpressionException if it names a root that the variables don't have (also where a
   *     short circuit would hide that), a function refuses its arguments, or it is more work than
   *     {@link Limits#MAX_WORK}
   */
  public Value evaluate(FlatVariables variables) {
    try {
      return evaluate(variables, new Meter());
    } catch (Meter.Exhausted tooMuch) {
      throw new ExpressionException(
          Problem.at(text, 0, ExpressionWording.TOO_MUCH_WORK.of(), null));
    }
  }

  /** As {@link #evaluate(FlatVariables)}, sharing the limit of work with others. */
  Value evaluate(FlatVariables original, Meter meter) {
    FlatVariables variables = meter.metered(original);
    for (Reference reference : parsed.references()) {
      if (!isKnown(reference, variables)) {
        throw new ExpressionException(
            unknownRoot(text, reference, CONTEXTS, hintFrom(reference, variables)));
      }
    }
    return new Evaluation(text, variables, meter).of(parsed.node());
  }

  /**
   * Everything that can be seen to be wrong without evaluating, in the order of the text: a syntax
   * error, or else unknown functions, wrong numbers of arguments and unknown roots. At most {@link
   * Limits#MAX_PROBLEMS}.
   *
   * @param roots the contexts and plain variable names that will exist
   */
  public static List<Problem> check(String text, Set<String> roots, Functions functions) {
    Parsed parsed;
    try {
      parsed = Parser.parse(text, functions);
    } catch (ExpressionException broken) {
      return List.of(broken.problem());
    }
    List<Problem> problems = new ArrayList<>(parsed.problems());
    parsed.references().stream()
        .filter(reference -> !roots.contains(reference.root()))
        .limit(Limits.MAX_PROBLEMS)
        .map(reference -> unknownRoot(text, reference, roots, hintFromLegacy(reference)))
        .forEach(problems::add);
    return problems.stream()
        .sorted((one, other) -> Integer.compare(one.offset(), other.offset()))
        .limit(Limits.MAX_PROBLEMS)
        .toList();
  }

  /** The expression as it was written. */
  @Override
  public String toString() {
    return text;
  }

  /** The whole path is asked for first: it usually exists, and that costs one look-up. */
  private static boolean isKnown(Reference reference, FlatVariables variables) {
    if (LegacyNames.isLegacy(reference.path())) {
      return false;
    }
    return variables.get(reference.path()) != null
        || new Place.InContext(variables, reference.root()).valueOrNull() != null;
  }

  private static Problem unknownRoot(
      String text, Reference reference, Collection<String> roots, @Nullable Sentence hint) {
    List<String> candidates = new ArrayList<>(roots);
    candidates.addAll(CONSTANTS);
    candidates.remove(reference.root());
    Sentence better =
        hint != null
            ? hint
            : DidYouMean.among(candidates, reference.root())
                .map(near -> ExpressionWording.DID_YOU_MEAN.of(near))
                .orElseGet(() -> hintFromKind(reference.root()));
    return Problem.at(
        text, reference.offset(), ExpressionWording.UNKNOWN_NAME.of(reference.root()), better);
  }

  private static @Nullable Sentence hintFrom(Reference reference, FlatVariables variables) {
    String asVariable = "variables." + reference.root();
    return variables.get(asVariable) != null
        ? ExpressionWording.DID_YOU_MEAN.of(asVariable)
        : hintFromLegacy(reference);
  }

  private static @Nullable Sentence hintFromLegacy(Reference reference) {
    return LegacyNames.currentNameOf(reference.path())
        .map(current -> ExpressionWording.RENAMED.of(reference.path(), current))
        .orElse(null);
  }

  private static Sentence hintFromKind(String root) {
    return CONTEXTS.contains(root)
        ? ExpressionWording.EMPTY_CONTEXT.of()
        : ExpressionWording.VARIABLE_OR_TEXT.of(root);
  }
}
