package dev.millrace.expression;

import java.util.List;

/** A parsed expression. */
sealed interface Node {
  /** How many levels of nodes there are from here to the deepest leaf. */
  int depth();

  /** A constant. */
  record Literal(Value value) implements Node {
    @Override
    public int depth() {
      return 1;
    }
  }

  /** The name of a context or variable, the first of a path. */
  record Root(String name) implements Node {
    @Override
    public int depth() {
      return 1;
    }
  }

  /** {@code start.a['b'][0].*}: a walk down from a value. */
  record Access(Node start, List<Step> steps, int depth) implements Node {}

  /** {@code f(a, b)}, already bound to its function. */
  record Call(Function function, List<Node> arguments, int offset, int depth) implements Node {}

  /** {@code !a}. */
  record Not(Node operand, int depth) implements Node {}

  /** {@code a == b} and its kin. */
  record Compare(Comparison comparison, Node left, Node right, int depth) implements Node {}

  /** {@code a && b && c}: the first false operand, or the last. */
  record All(List<Node> operands, int depth) implements Node {}

  /** {@code a || b || c}: the first true operand, or the last. */
  record Any(List<Node> operands, int depth) implements Node {}

  /** One step of a walk. */
  sealed interface Step {
    /** To one property or element. */
    record To(Node key) implements Step {}

    /** To all of them. */
    enum Every implements Step {
      EVERY
    }
  }
}
