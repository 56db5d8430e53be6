package dev.millrace.engine.ranked;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sorted map that knows the rank of each key. A change shares all but a path of the
 * tree with what was before: everything here takes O(log n), also with thousands of entries. A tree
 * balanced by weight (Adams, "Efficient sets: a balancing act", 1993), since weights are ranks.
 */
public final class RankedMap<K extends Comparable<K>, V> {
  /** No side of a node weighs more than this many times the other. */
  private static final int DELTA = 3;

  /** Below this, one rotation is enough. */
  private static final int RATIO = 2;

  private final @Nullable Node<K, V> root;

  private RankedMap(@Nullable Node<K, V> root) {
    this.root = root;
  }

  private record Node<K, V>(
      K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right, int size) {}

  /** No entries. */
  public static <K extends Comparable<K>, V> RankedMap<K, V> empty() {
    return new RankedMap<>(null);
  }

  /** How many entries there are. */
  public int size() {
    return size(root);
  }

  /** The value of the key. */
  public Optional<V> find(K key) {
    Node<K, V> node = root;
    while (node != null) {
      int side = key.compareTo(node.key);
      if (side == 0) {
        return Optional.of(node.value);
      }
      node = side < 0 ? node.left : node.right;
    }
    return Optional.empty();
  }

  /** How many keys are smaller. */
  public int rank(K key) {
    int rank = 0;
    Node<K, V> node = root;
    while (node != null) {
      if (key.compareTo(node.key) <= 0) {
        node = node.left;
      } else {
        rank += size(node.left) + 1;
        node = node.right;
      }
    }
    return rank;
  }

  /** The value with the smallest key. */
  public Optional<V> first() {
    Node<K, V> node = root;
    while (node != null && node.left != null) {
      node = node.left;
    }
    return node == null ? Optional.empty() : Optional.of(node.value);
  }

  /** The value with the greatest key. */
  public Optional<V> last() {
    Node<K, V> node = root;
    while (node != null && node.right != null) {
      node = node.right;
    }
    return node == null ? Optional.empty() : Optional.of(node.value);
  }

  /** All values in the order of their keys. */
  public List<V> values() {
    var values = new ArrayList<V>(size());
    collect(root, values);
    return values;
  }

  /** This map with another value for the key. */
  public RankedMap<K, V> with(K key, V value) {
    return new RankedMap<>(put(root, key, value));
  }

  /** This map without the key. */
  public RankedMap<K, V> without(K key) {
    return new RankedMap<>(remove(root, key));
  }

  private static <K, V> void collect(@Nullable Node<K, V> node, List<V> values) {
    if (node != null) {
      collect(node.left, values);
      values.add(node.value);
      collect(node.right, values);
    }
  }

  private static <K extends Comparable<K>, V> Node<K, V> put(
      @Nullable Node<K, V> node, K key, V value) {
    if (node == null) {
      return node(key, value, null, null);
    }
    int side = key.compareTo(node.key);
    if (side == 0) {
      return node(key, value, node.left, node.right);
    }
    return side < 0
        ? balanced(node, put(node.left, key, value), node.right)
        : balanced(node, node.left, put(node.right, key, value));
  }

  private static <K extends Comparable<K>, V> @Nullable Node<K, V> remove(
      @Nullable Node<K, V> node, K key) {
    if (node == null) {
      return null;
    }
    int side = key.compareTo(node.key);
    if (side < 0) {
      return balanced(node, remove(node.left, key), node.right);
    }
    if (side > 0) {
      return balanced(node, node.left, remove(node.right, key));
    }
    if (node.left == null || node.right == null) {
      return node.left == null ? node.right : node.left;
    }
    Node<K, V> next = smallest(node.right);
    return balanced(next, node.left, remove(node.right, next.key));
  }

  private static <K, V> Node<K, V> smallest(Node<K, V> from) {
    Node<K, V> node = from;
    while (node.left != null) {
      node = node.left;
    }
    return node;
  }

  /** The node's entry over two sides, of which one may have become too heavy by one entry. */
  private static <K, V> Node<K, V> balanced(
      Node<K, V> entry, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
    if (size(left) + size(right) > 1) {
      if (right != null && size(right) > DELTA * size(left)) {
        return fromRight(entry, left, right);
      }
      if (left != null && size(left) > DELTA * size(right)) {
        return fromLeft(entry, left, right);
      }
    }
    return node(entry.key, entry.value, left, right);
  }

  private static <K, V> Node<K, V> fromRight(
      Node<K, V> entry, @Nullable Node<K, V> left, Node<K, V> right) {
    Node<K, V> inner = right.left;
    if (inner == null || size(inner) < RATIO * size(right.right)) {
      return over(right, over(entry, left, inner), right.right);
    }
    return over(inner, over(entry, left, inner.left), over(right, inner.right, right.right));
  }

  private static <K, V> Node<K, V> fromLeft(
      Node<K, V> entry, Node<K, V> left, @Nullable Node<K, V> right) {
    Node<K, V> inner = left.right;
    if (inner == null || size(inner) < RATIO * size(left.left)) {
      return over(left, left.left, over(entry, inner, right));
    }
    return over(inner, over(left, left.left, inner.left), over(entry, inner.right, right));
  }

  private static <K, V> Node<K, V> over(
      Node<K, V> entry, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
    return node(entry.key, entry.value, left, right);
  }

  private static <K, V> Node<K, V> node(
      K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
    return new Node<>(key, value, left, right, size(left) + 1 + size(right));
  }

  private static int size(@Nullable Node<?, ?> node) {
    return node == null ? 0 : node.size;
  }
}
