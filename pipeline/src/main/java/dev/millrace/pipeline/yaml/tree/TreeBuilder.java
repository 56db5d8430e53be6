package dev.millrace.pipeline.yaml.tree;

import dev.millrace.pipeline.limit.Limits;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.yaml.tree.Node.Entry;
import dev.millrace.pipeline.yaml.tree.Node.Mapping;
import dev.millrace.pipeline.yaml.tree.Node.Scalar;
import dev.millrace.pipeline.yaml.tree.Node.ScalarType;
import dev.millrace.pipeline.yaml.tree.Node.Sequence;
import dev.millrace.pipeline.yaml.tree.Node.Style;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/** Builds the tree of one document from its events and keeps the limits while it does. */
final class TreeBuilder {
  private static final String MERGE = "<<";
  private static final String TAG = "tag:yaml.org,2002:";

  private final Origin origin;
  private final Iterator<Event> events;
  private final ProblemCollector problems;

  private final Map<String, Node> anchors = new HashMap<>();

  /** Anchors whose node is still being built. */
  private final Set<String> open = new HashSet<>();

  private int nodes;
  private long aliased;

  TreeBuilder(Origin origin, Iterator<Event> events, ProblemCollector problems) {
    this.origin = origin;
    this.events = events;
    this.problems = problems;
  }

  /** A limit was reached: nothing more is looked at. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    Refused(Problem problem) {
      super(problem.toString(), null, false, false);
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }

  Node build() {
    return node(events.next(), 1);
  }

  private Node node(Event event, int depth) {
    Mark mark = mark(origin, event);
    if (++nodes > Limits.FILE_MAX_NODES) {
      throw new Refused(mark.problem(Rule.YAML_TOO_MANY_NODES, Limits.FILE_MAX_NODES));
    }
    if (depth > Limits.FILE_MAX_DEPTH) {
      throw new Refused(mark.problem(Rule.YAML_TOO_DEEP, Limits.FILE_MAX_DEPTH));
    }
    if (event instanceof AliasEvent alias) {
      return aliased(mark, alias.getAlias().getValue(), depth);
    }
    Optional<String> anchor =
        event instanceof NodeEvent named
            ? named.getAnchor().map(Anchor::getValue)
            : Optional.empty();
    anchor.ifPresent(open::add);
    Node built =
        switch (event.getEventId()) {
          case Scalar -> scalar(mark, (ScalarEvent) event);
          case SequenceStart -> sequence(mark, (SequenceStartEvent) event, depth);
          case MappingStart -> mapping(mark, (MappingStartEvent) event, depth);
          default -> throw new IllegalStateException("no node begins with " + event);
        };
    anchor.ifPresent(name -> {
      open.remove(name);
      anchors.put(name, built);
    });
    return built;
  }

  private Node aliased(Mark mark, String name, int depth) {
    if (open.contains(name)) {
      problems.add(mark.problem(Rule.YAML_RECURSIVE_ALIAS, name));
      return unknown(mark);
    }
    @Nullable Node target = anchors.get(name);
    if (target == null) {
      problems.add(mark.problem(Rule.YAML_UNKNOWN_ANCHOR, name));
      return unknown(mark);
    }
    aliased += target.size();
    if (aliased > Limits.FILE_MAX_ALIASED_NODES) {
      throw new Refused(
          mark.problem(Rule.YAML_TOO_MANY_ALIASED_NODES, Limits.FILE_MAX_ALIASED_NODES));
    }
    if (depth + target.height() - 1 > Limits.FILE_MAX_DEPTH) {
      throw new Refused(mark.problem(Rule.YAML_TOO_DEEP, Limits.FILE_MAX_DEPTH));
    }
    return target;
  }

  private static Scalar unknown(Mark mark) {
    return new Scalar(mark, ScalarType.NULL, "", Style.BROKEN_ALIAS);
  }

  private Scalar scalar(Mark mark, ScalarEvent event) {
    Style style =
        event.isPlain()
            ? Style.PLAIN
            : event.isSQuoted() || event.isDQuoted() ? Style.QUOTED : Style.BLOCK;
    ScalarType plain = CoreScalars.typeOf(event.getValue());
    Optional<String> tag = event.getTag().filter(name -> !name.equals("!"));
    if (tag.isEmpty()) {
      boolean text = style != Style.PLAIN || event.getTag().isPresent();
      return new Scalar(mark, text ? ScalarType.TEXT : plain, event.getValue(), style);
    }
    Optional<ScalarType> asked = CoreScalars.ofTag(tag.get());
    boolean fits =
        asked.isPresent()
            && (asked.get() == ScalarType.TEXT
                || asked.get() == plain
                || (asked.get() == ScalarType.DECIMAL && plain == ScalarType.INTEGER));
    if (!fits) {
      problems.add(mark.problem(Rule.YAML_TAG, tag.get()));
    }
    return new Scalar(mark, fits ? asked.get() : ScalarType.TEXT, event.getValue(), style);
  }

  private Sequence sequence(Mark mark, SequenceStartEvent start, int depth) {
    checkTag(mark, start, "seq");
    List<Node> items = new ArrayList<>();
    Event next = events.next();
    while (next.getEventId() != Event.ID.SequenceEnd) {
      items.add(node(next, depth + 1));
      next = events.next();
    }
    return new Sequence(ending(mark, next), items);
  }

  private Mapping mapping(Mark mark, MappingStartEvent start, int depth) {
    checkTag(mark, start, "map");
    Map<String, Entry> entries = new LinkedHashMap<>();
    Map<String, Entry> explicit = new HashMap<>();
    Event next = events.next();
    while (next.getEventId() != Event.ID.MappingEnd) {
      Node key = node(next, depth + 1);
      Node value = node(events.next(), depth + 1);
      if (!(key instanceof Scalar name) || name.isNull()) {
        if (!isUnknown(key)) {
          problems.add(key.mark().problem(Rule.KEY_NOT_TEXT, key.kind()));
        }
      } else if (name.value().equals(MERGE) && name.style() == Style.PLAIN) {
        merge(value, entries);
      } else {
        Entry entry = new Entry(name, value);
        @Nullable Entry first = explicit.putIfAbsent(name.value(), entry);
        if (first == null) {
          entries.put(name.value(), entry);
        } else {
          problems.add(
              name.mark().problem(Rule.DUPLICATE_KEY, name.value(), first.key().mark().line()));
        }
      }
      next = events.next();
    }
    return new Mapping(ending(mark, next), List.copyOf(entries.values()));
  }

  /** What is already there wins, so an explicit key beats a merged one wherever it is written. */
  private void merge(Node value, Map<String, Entry> entries) {
    switch (value) {
      case Mapping mapping ->
          mapping.entries().forEach(entry -> entries.putIfAbsent(entry.name(), entry));
      case Sequence sequence when sequence.items().stream().allMatch(Mapping.class::isInstance) ->
          sequence.items().forEach(item -> merge(item, entries));
      case Sequence _, Scalar _ -> {
        if (!isUnknown(value)) {
          problems.add(value.mark().problem(Rule.YAML_MERGE, value.kind()));
        }
      }
    }
  }

  private static boolean isUnknown(Node node) {
    return node instanceof Scalar scalar && scalar.isUnknown();
  }

  private void checkTag(Mark mark, CollectionStartEvent start, String expected) {
    start
        .getTag()
        .filter(tag -> !tag.equals("!") && !tag.equals(TAG + expected))
        .ifPresent(tag -> problems.add(mark.problem(Rule.YAML_TAG, tag)));
  }

  /** Where {@code event} begins. */
  static Mark mark(Origin origin, Event event) {
    var start = event.getStartMark().orElseThrow();
    int end = event.getEndMark().orElse(start).getIndex();
    return new Mark(origin, start.getLine() + 1, start.getColumn() + 1, start.getIndex(), end);
  }

  private static Mark ending(Mark start, Event end) {
    int index = end.getEndMark().orElseThrow().getIndex();
    return new Mark(start.origin(), start.line(), start.column(), start.start(), index);
  }
}
