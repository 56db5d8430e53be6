package dev.millrace.expression;

import dev.millrace.expression.ExpressionException.Refused;
import dev.millrace.expression.Function.Arguments;
import dev.millrace.expression.Value.Bool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One evaluation of an expression over one state of the variables. */
final class Evaluation {
  private final String text;
  private final FlatVariables variables;
  private final Meter meter;

  Evaluation(String text, FlatVariables variables, Meter meter) {
    this.text = text;
    this.variables = variables;
    this.meter = meter;
  }

  Value of(Node node) {
    return switch (node) {
      case Node.Literal(Value value) -> value;
      case Node.Root(String name) -> new Place.InContext(variables, name).value();
      case Node.Access(Node start, List<Node.Step> steps, int _) -> walk(start, steps);
      case Node.Call call -> call(call);
      case Node.Not(Node operand, int _) -> Bool.of(!of(operand).isTrue());
      case Node.Compare(Comparison comparison, Node left, Node right, int _) ->
          Bool.of(comparison.holds(of(left), of(right)));
      case Node.All(List<Node> operands, int _) -> firstThatIs(false, operands);
      case Node.Any(List<Node> operands, int _) -> firstThatIs(true, operands);
    };
  }

  private Value firstThatIs(boolean decisive, List<Node> operands) {
    for (Node operand : operands.subList(0, operands.size() - 1)) {
      Value value = of(operand);
      if (value.isTrue() == decisive) {
        return value;
      }
    }
    return of(operands.getLast());
  }

  private Value walk(Node start, List<Node.Step> steps) {
    Place place =
        start instanceof Node.Root(String name)
            ? new Place.InContext(variables, name)
            : Place.of(of(start));
    for (Node.Step step : steps) {
      place =
          switch (step) {
            case Node.Step.To(Node key) -> place.at(of(key));
            case Node.Step.Every _ -> place.every();
          };
    }
    return place.value();
  }

  private Value call(Node.Call call) {
    try {
      Value result = call.function().body().call(new LazyArguments(call.arguments()));
      meter.charge(result.asText().length());
      return result;
    } catch (BoundedText.Overflow tooLong) {
      var refused =
          new Refused(ExpressionWording.RESULT_TOO_LONG.of(Limits.MAX_FUNCTION_RESULT_LENGTH));
      throw new ExpressionException(refused.at(text, call.offset(), call.function()));
    } catch (Refused refused) {
      throw new ExpressionException(refused.at(text, call.offset(), call.function()));
    }
  }

  private final class LazyArguments implements Arguments {
    private final List<Node> nodes;
    private final @Nullable Value[] values;

    LazyArguments(List<Node> nodes) {
      this.nodes = nodes;
      this.values = new @Nullable Value[nodes.size()];
    }

    @Override
    public int count() {
      return nodes.size();
    }

    @Override
    public Value at(int index) {
      Value value = values[index];
      if (value == null) {
        value = of(nodes.get(index));
        values[index] = value;
      }
      return value;
    }
  }
}
