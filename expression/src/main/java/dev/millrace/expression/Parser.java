package dev.millrace.expression;

import dev.millrace.expression.Token.Kind;
import dev.millrace.expression.Value.Bool;
import dev.millrace.expression.Value.Null;
import dev.millrace.expression.Value.Num;
import dev.millrace.expression.Value.Str;
import dev.millrace.wording.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads an expression by recursive descent, one method a level of precedence. A syntax error stops
 * it; a call of an unknown function or with a wrong number of arguments is only noted, so that all
 * of them can be told at once.
 */
final class Parser {
  private final String text;
  private final Functions functions;
  private final List<Token> tokens;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Reference> references = new ArrayList<>();
  private int position;
  private int nesting;

  private Parser(String text, Functions functions) {
    this.text = text;
    this.functions = functions;
    this.tokens = Lexer.tokens(text);
  }

  /**
   * What the expression says of the variables.
   *
   * @param path the root and the property names that follow it, as far as they are constant
   */
  record Reference(String root, String path, int offset) {}

  /**
   * @param problems what makes the expression impossible to evaluate though it could be read
   */
  record Parsed(Node node, List<Reference> references, List<Problem> problems) {}

  static Parsed parse(String text, Functions functions) {
    Parser parser = new Parser(text, functions);
    Node node = parser.or();
    if (!parser.next().is(Kind.END)) {
      throw parser.expected(ExpressionWording.OPERATOR_OR_END.of());
    }
    return new Parsed(node, parser.references, parser.problems);
  }

  private Node or() {
    return joined(Kind.OR, this::and, Node.Any::new);
  }

  private Node and() {
    return joined(Kind.AND, this::equality, Node.All::new);
  }

  /** A chain of one operator is one node, however long: nobody should meet the depth limit here. */
  private Node joined(
      Kind operator, Supplier<Node> operand, BiFunction<List<Node>, Integer, Node> join) {
    Node first = operand.get();
    if (!next().is(operator)) {
      return first;
    }
    List<Node> operands = new ArrayList<>(List.of(first));
    while (next().is(operator)) {
      position++;
      operands.add(operand.get());
    }
    return join.apply(operands, depthAbove(operands.stream()));
  }

  private Node equality() {
    return compared(this::relation, Comparison.EQUAL, Comparison.NOT_EQUAL);
  }

  private Node relation() {
    return compared(
        this::unary,
        Comparison.LESS,
        Comparison.LESS_OR_EQUAL,
        Comparison.GREATER,
        Comparison.GREATER_OR_EQUAL);
  }

  private Node compared(Supplier<Node> operand, Comparison... comparisons) {
    Node left = operand.get();
    for (var found = among(comparisons); found != null; found = among(comparisons)) {
      position++;
      Node right = operand.get();
      left = new Node.Compare(found, left, right, depthAbove(Stream.of(left, right)));
    }
    return left;
  }

  private @Nullable Comparison among(Comparison... comparisons) {
    for (Comparison comparison : comparisons) {
      if (next().is(Kind.COMPARISON) && next().text().equals(comparison.symbol())) {
        return comparison;
      }
    }
    return null;
  }

  private Node unary() {
    if (!next().is(Kind.NOT)) {
      return access();
    }
    position++;
    Node operand = nested(this::unary);
    return new Node.Not(operand, depthAbove(Stream.of(operand)));
  }

  private Node access() {
    int offset = next().offset();
    Node start = primary();
    List<Node.Step> steps = new ArrayList<>();
    for (var step = step(); step != null; step = step()) {
      steps.add(step);
    }
    if (start instanceof Node.Root(var name)) {
      references.add(new Reference(name, constantPath(name, steps), offset));
    }
    return steps.isEmpty() ? start : new Node.Access(start, steps, depthOf(start, steps));
  }

  private Node.@Nullable Step step() {
    return switch (next().kind()) {
      case DOT -> {
        position++;
        yield property();
      }
      case OPEN_BRACKET -> {
        position++;
        yield index();
      }
      default -> null;
    };
  }

  private Node.Step property() {
    Token token = next();
    return switch (token.kind()) {
      case STAR -> {
        position++;
        yield Node.Step.Every.EVERY;
      }
      case NAME, NUMBER -> {
        position++;
        yield new Node.Step.To(new Node.Literal(new Str(token.text())));
      }
      default -> throw expected(ExpressionWording.PROPERTY_AFTER_DOT.of());
    };
  }

  private Node.Step index() {
    if (next().is(Kind.STAR)) {
      position++;
      take(Kind.CLOSE_BRACKET, ExpressionWording.BRACKET_AFTER_STAR.of());
      return Node.Step.Every.EVERY;
    }
    Node key = nested(this::or);
    take(Kind.CLOSE_BRACKET, ExpressionWording.THE_SIGN.of("]"));
    return new Node.Step.To(key);
  }

  private Node primary() {
    Token token = next();
    return switch (token.kind()) {
      case STRING -> constant(new Str(token.text()));
      case NUMBER -> constant(new Num(Numbers.fromLiteral(token.text())));
      case NAME -> word();
      case OPEN_PAREN -> {
        position++;
        Node inner = nested(this::or);
        take(Kind.CLOSE_PAREN, ExpressionWording.THE_SIGN.of(")"));
        // A parenthesis ends a path: what follows works on the value, not on the place.
        yield inner instanceof Node.Access || inner instanceof Node.Root
            ? new Node.Access(inner, List.of(), depthAbove(Stream.of(inner)))
            : inner;
      }
      default -> throw expected(ExpressionWording.A_VALUE.of());
    };
  }

  private Node word() {
    return switch (next().text()) {
      case "null" -> constant(Null.NULL);
      case "true" -> constant(Bool.TRUE);
      case "false" -> constant(Bool.FALSE);
      case "NaN" -> constant(new Num(Double.NaN));
      case "Infinity" -> constant(new Num(Double.POSITIVE_INFINITY));
      default -> {
        Token name = next();
        position++;
        yield next().is(Kind.OPEN_PAREN) ? call(name) : new Node.Root(name.text());
      }
    };
  }

  private Node constant(Value value) {
    position++;
    return new Node.Literal(value);
  }

  private Node call(Token name) {
    position++;
    List<Node> arguments = new ArrayList<>();
    while (!next().is(Kind.CLOSE_PAREN) || !arguments.isEmpty()) {
      arguments.add(nested(this::or));
      if (!next().is(Kind.COMMA)) {
        break;
      }
      position++;
    }
    take(Kind.CLOSE_PAREN, ExpressionWording.COMMA_OR_PARENTHESIS.of(name.text()));
    Function function = functions.find(name.text());
    if (function != null && function.accepts(arguments.size())) {
      return new Node.Call(function, arguments, name.offset(), depthAbove(arguments.stream()));
    }
    problems.add(
        function == null
            ? unknownFunction(name)
            : problem(
                name,
                ExpressionWording.ARGUMENT_COUNT.of(
                    function.name(), function.arity(), arguments.size()),
                null));
    return new Node.Literal(Null.NULL);
  }

  private Problem unknownFunction(Token name) {
    return problem(
        name, ExpressionWording.UNKNOWN_FUNCTION.of(name.text()), functions.hintFor(name.text()));
  }

  private static String constantPath(String root, List<Node.Step> steps) {
    StringBuilder path = new StringBuilder(root);
    for (Node.Step step : steps) {
      if (!(step instanceof Node.Step.To(Node.Literal(Value key))) || !key.isPrimitive()) {
        break;
      }
      path.append('.').append(key.asText());
    }
    return path.toString();
  }

  private Node nested(Supplier<Node> inner) {
    nesting++;
    checkDepth(nesting);
    Node node = inner.get();
    nesting--;
    return node;
  }

  private int depthOf(Node start, List<Node.Step> steps) {
    Stream<Node> keys =
        steps.stream()
            .flatMap(
                step -> step instanceof Node.Step.To(Node key) ? Stream.of(key) : Stream.empty());
    return depthAbove(Stream.concat(Stream.of(start), keys));
  }

  private int depthAbove(Stream<Node> nodes) {
    int depth = 1 + nodes.mapToInt(Node::depth).max().orElse(0);
    checkDepth(depth);
    return depth;
  }

  private void checkDepth(int depth) {
    if (depth > Limits.MAX_DEPTH) {
      throw new ExpressionException(
          problem(next(), ExpressionWording.EXPRESSION_TOO_DEEP.of(Limits.MAX_DEPTH), null));
    }
  }

  private Token next() {
    return tokens.get(position);
  }

  private void take(Kind kind, Sentence what) {
    if (!next().is(kind)) {
      throw expected(what);
    }
    position++;
  }

  private ExpressionException expected(Sentence what) {
    Token found = next();
    String before = position == 0 ? "" : tokens.get(position - 1).text();
    return new ExpressionException(
        problem(
            found,
            ExpressionWording.EXPECTED.of(what, found.describe()),
            hintFor(found.text(), before)));
  }

  /** For those who write operators as words. */
  private static @Nullable Sentence hintFor(String found, String before) {
    return switch (found) {
      case "and", "AND" -> ExpressionWording.WRITE_AND.of();
      case "or", "OR" -> ExpressionWording.WRITE_OR.of();
      case "is", "eq" -> ExpressionWording.WRITE_EQUALS.of();
      default ->
          before.equals("not") || before.equals("NOT") ? ExpressionWording.WRITE_NOT.of() : null;
    };
  }

  private Problem problem(Token at, Sentence what, @Nullable Sentence fix) {
    return Problem.at(text, at.offset(), what, fix);
  }
}
