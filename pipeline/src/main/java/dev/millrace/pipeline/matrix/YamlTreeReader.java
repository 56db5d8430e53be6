package dev.millrace.pipeline.matrix;

import dev.millrace.pipeline.limit.Limits;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML as a {@link Tree}, from the parser's events: they carry scalars as written, and depth and
 * aliases can be refused before anything is built from them.
 */
final class YamlTreeReader {
  private final Iterator<Event> events;
  private int depth;

  private YamlTreeReader(String text) {
    this.events = new Parse(LoadSettings.builder().build()).parseString(text).iterator();
  }

  static @Nullable Tree tryRead(String text) {
    try {
      return new YamlTreeReader(text).readDocument();
    } catch (YamlEngineException notYaml) {
      return null;
    }
  }

  private @Nullable Tree readDocument() {
    Tree tree = null;
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case Scalar, SequenceStart, MappingStart -> {
          if (tree != null) {
            return null;
          }
          tree = read(event);
        }
        case Alias -> throw new YamlEngineException("an alias of nothing");
        case StreamStart,
            StreamEnd,
            DocumentStart,
            DocumentEnd,
            SequenceEnd,
            MappingEnd,
            Comment -> {}
      }
    }
    return tree;
  }

  private Tree read(Event event) {
    return switch (event) {
      case ScalarEvent scalar -> new Tree.Leaf(scalar.getValue());
      case SequenceStartEvent _ -> {
        enter();
        List<Tree> elements = new ArrayList<>();
        for (Event next = events.next();
            next.getEventId() != Event.ID.SequenceEnd;
            next = events.next()) {
          elements.add(read(next));
        }
        depth--;
        yield new Tree.Listing(elements);
      }
      case MappingStartEvent _ -> {
        enter();
        Map<String, Tree> entries = new LinkedHashMap<>();
        for (Event next = events.next();
            next.getEventId() != Event.ID.MappingEnd;
            next = events.next()) {
          String name = read(next).asText();
          if (entries.put(name, read(events.next())) != null) {
            throw new YamlEngineException("a repeated key");
          }
        }
        depth--;
        yield new Tree.Mapping(entries);
      }
      default -> throw new YamlEngineException("an alias, which could multiply without end");
    };
  }

  private void enter() {
    depth++;
    if (depth > Limits.MATRIX_DEPTH_MAX) {
      throw new YamlEngineException("nested too deep");
    }
  }
}
