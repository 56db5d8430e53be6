package dev.millrace.engine.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable table in the order of its keys. A look-up, a change, a rank take O(log n); a changed
 * table shares all the rest with the one before, so that their difference is found in the same time
 * for each entry that differs.
 *
 * <p>It is a treap whose priorities follow from the keys' hash codes: the same entries always make
 * the same tree, by whatever changes they came. Keys need a hash code that scatters after mixing.
 */
@SuppressWarnings("ReferenceEquality") // what is shared is known by its identity
public final class SortedTable<K extends Comparable<? super K>, V> {
  private final @Nullable Node<K, V> root;

  private record Node<K, V>(
      K key,
      V value,
      int priority,
      int size,
      @Nullable Node<K, V> left,
      @Nullable Node<K, V> right) {
    Node<K, V> with(@Nullable Node<K, V> newLeft, @Nullable Node<K, V> newRight) {
      return left == newLeft && right == newRight ? this : node(key, value, newLeft, newRight);
    }
  }

  private record Split<K, V>(@Nullable Node<K, V> below, @Nullable Node<K, V> above) {}

  /**
   * How a table differs from one before.
   *
   * @param put entries that are new or have another value, in order
   * @param removed keys that are gone, in order
   */
  public record Changes<K, V>(List<Map.Entry<K, V>> put, List<K> removed) {
    public Changes {
      put = List.copyOf(put);
      removed = List.copyOf(removed);
    }
  }

  private SortedTable(@Nullable Node<K, V> root) {
    this.root = root;
  }

  /** A table with nothing in it. */
  public static <K extends Comparable<? super K>, V> SortedTable<K, V> empty() {
    return new SortedTable<>(null);
  }

  public int size() {
    return sizeOf(root);
  }

  public boolean isEmpty() {
    return root == null;
  }

  /** The value of this key. */
  public Optional<V> get(K key) {
    Node<K, V> node = root;
    while (node != null) {
      int order = key.compareTo(node.key());
      if (order == 0) {
        return Optional.of(node.value());
      }
      node = order < 0 ? node.left() : node.right();
    }
    return Optional.empty();
  }

  /** The entry with the smallest key. */
  public Optional<Map.Entry<K, V>> first() {
    Node<K, V> node = root;
    while (node != null && node.left() != null) {
      node = node.left();
    }
    return Optional.ofNullable(node).map(found -> Map.entry(found.key(), found.value()));
  }

  /** The entry with the greatest key. */
  public Optional<Map.Entry<K, V>> last() {
    Node<K, V> node = root;
    while (node != null && node.right() != null) {
      node = node.right();
    }
    return Optional.ofNullable(node).map(found -> Map.entry(found.key(), found.value()));
  }

  /** The entry with the smallest key that is not smaller than this one. */
  public Optional<Map.Entry<K, V>> firstFrom(K key) {
    Node<K, V> found = null;
    Node<K, V> node = root;
    while (node != null) {
      if (key.compareTo(node.key()) <= 0) {
        found = node;
        node = node.left();
      } else {
        node = node.right();
      }
    }
    return Optional.ofNullable(found).map(entry -> Map.entry(entry.key(), entry.value()));
  }

  /** How many keys are smaller than this one. */
  public int rankOf(K key) {
    int rank = 0;
    Node<K, V> node = root;
    while (node != null) {
      if (key.compareTo(node.key()) <= 0) {
        node = node.left();
      } else {
        rank += sizeOf(node.left()) + 1;
        node = node.right();
      }
    }
    return rank;
  }

  /** All values in the order of their keys. */
  public List<V> values() {
    var values = new ArrayList<V>(size());
    each(root, (_, value) -> values.add(value));
    return List.copyOf(values);
  }

  /** This table with another value for a key, or with one more. */
  public SortedTable<K, V> with(K key, V value) {
    return new SortedTable<>(put(root, key, value));
  }

  /** This table without a key; itself if it has no such key. */
  public SortedTable<K, V> without(K key) {
    return get(key).isEmpty() ? this : new SortedTable<>(remove(root, key));
  }

  /** What has to be done to {@code before} to get this. */
  public Changes<K, V> since(SortedTable<K, V> before) {
    var put = new ArrayList<Map.Entry<K, V>>();
    var removed = new ArrayList<K>();
    compare(before.root, root, put, removed);
    return new Changes<>(put, removed);
  }

  private static <K extends Comparable<? super K>, V> Node<K, V> put(
      @Nullable Node<K, V> node, K key, V value) {
    if (node == null) {
      return node(key, value, null, null);
    }
    int order = key.compareTo(node.key());
    if (order == 0) {
      return node(key, value, node.left(), node.right());
    }
    if (isAbove(priorityOf(key), key, node)) {
      Split<K, V> split = split(node, key);
      return node(key, value, split.below(), split.above());
    }
    return order < 0
        ? node.with(put(node.left(), key, value), node.right())
        : node.with(node.left(), put(node.right(), key, value));
  }

  private static <K extends Comparable<? super K>, V> @Nullable Node<K, V> remove(
      @Nullable Node<K, V> node, K key) {
    if (node == null) {
      return null;
    }
    int order = key.compareTo(node.key());
    if (order == 0) {
      return join(node.left(), node.right());
    }
    return order < 0
        ? node.with(remove(node.left(), key), node.right())
        : node.with(node.left(), remove(node.right(), key));
  }

  /** What is smaller than the key and what is larger; an entry with the key itself is left out. */
  private static <K extends Comparable<? super K>, V> Split<K, V> split(
      @Nullable Node<K, V> node, K key) {
    if (node == null) {
      return new Split<>(null, null);
    }
    int order = key.compareTo(node.key());
    if (order == 0) {
      return new Split<>(node.left(), node.right());
    }
    if (order < 0) {
      Split<K, V> split = split(node.left(), key);
      return new Split<>(split.below(), node.with(split.above(), node.right()));
    }
    Split<K, V> split = split(node.right(), key);
    return new Split<>(node.with(node.left(), split.below()), split.above());
  }

  private static <K extends Comparable<? super K>, V> @Nullable Node<K, V> join(
      @Nullable Node<K, V> below, @Nullable Node<K, V> above) {
    if (below == null || above == null) {
      return below == null ? above : below;
    }
    return isAbove(below.priority(), below.key(), above)
        ? below.with(below.left(), join(below.right(), above))
        : above.with(join(below, above.left()), above.right());
  }

  /** Of two roots that differ, the higher one is not in the other tree, or it would be its root. */
  private static <K extends Comparable<? super K>, V> void compare(
      @Nullable Node<K, V> before,
      @Nullable Node<K, V> after,
      List<Map.Entry<K, V>> put,
      List<K> removed) {
    if (before == after) {
      return;
    }
    if (before == null || after == null) {
      each(before, (key, _) -> removed.add(key));
      each(after, (key, value) -> put.add(Map.entry(key, value)));
      return;
    }
    if (before.key().compareTo(after.key()) == 0) {
      compare(before.left(), after.left(), put, removed);
      if (!before.value().equals(after.value())) {
        put.add(Map.entry(after.key(), after.value()));
      }
      compare(before.right(), after.right(), put, removed);
    } else if (isAbove(before.priority(), before.key(), after)) {
      Split<K, V> split = split(after, before.key());
      compare(before.left(), split.below(), put, removed);
      removed.add(before.key());
      compare(before.right(), split.above(), put, removed);
    } else {
      Split<K, V> split = split(before, after.key());
      compare(split.below(), after.left(), put, removed);
      put.add(Map.entry(after.key(), after.value()));
      compare(split.above(), after.right(), put, removed);
    }
  }

  private static <K, V> void each(@Nullable Node<K, V> node, BiConsumer<K, V> consumer) {
    if (node != null) {
      each(node.left(), consumer);
      consumer.accept(node.key(), node.value());
      each(node.right(), consumer);
    }
  }

  private static <K extends Comparable<? super K>, V> boolean isAbove(
      int priority, K key, Node<K, V> node) {
    int order = Integer.compare(priority, node.priority());
    return order != 0 ? order > 0 : key.compareTo(node.key()) < 0;
  }

  private static <K, V> Node<K, V> node(
      K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
    return new Node<>(key, value, priorityOf(key), sizeOf(left) + 1 + sizeOf(right), left, right);
  }

  /** The finishing step of MurmurHash3, so that keys that follow each other scatter. */
  private static int priorityOf(Object key) {
    int mixed = key.hashCode();
    mixed = (mixed ^ (mixed >>> 16)) * 0x85ebca6b;
    mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
    return mixed ^ (mixed >>> 16);
  }

  private static int sizeOf(@Nullable Node<?, ?> node) {
    return node == null ? 0 : node.size();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SortedTable<?, ?> table
        && size() == table.size()
        && entries().equals(table.entries());
  }

  @Override
  public int hashCode() {
    return entries().hashCode();
  }

  @Override
  public String toString() {
    return entries().toString();
  }

  private List<Object> entries() {
    var entries = new ArrayList<Object>(size());
    each(root, (key, value) -> entries.add(Map.entry(key, value)));
    return entries;
  }
}
