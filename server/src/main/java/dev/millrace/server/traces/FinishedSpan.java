package dev.millrace.server.traces;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Something that took its time and is over.
 *
 * @param parent what it is a part of
 * @param links to what it has to do with in other traces, or elsewhere in its own
 * @param kind of work
 * @param end not before {@code start}: of a clock that jumped back, the start
 * @param hasFailed whether it did not come to a good end
 * @param attributes texts, whole numbers and flags by names of the glossary
 */
public record FinishedSpan(
    SpanPlace place,
    Optional<SpanPlace> parent,
    List<SpanPlace> links,
    Kind kind,
    String name,
    Instant start,
    Instant end,
    boolean hasFailed,
    SequencedMap<String, Object> attributes) {
  /** Who the work is done for. */
  public enum Kind {
    INTERNAL,
    /** Somebody outside, who waits for the answer. */
    SERVER
  }

  public FinishedSpan {
    links = List.copyOf(links);
    end = end.isBefore(start) ? start : end;
    attributes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(attributes));
  }

  /** The same with links. */
  FinishedSpan linked(List<SpanPlace> more) {
    return new FinishedSpan(place, parent, more, kind, name, start, end, hasFailed, attributes);
  }

  /** Names and values, in turns. */
  static SequencedMap<String, Object> attributes(Object... pairs) {
    var all = new LinkedHashMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      put(all, (String) pairs[i], pairs[i + 1]);
    }
    return all;
  }

  /** Leaves out what is empty. */
  private static void put(Map<String, Object> all, String name, Object value) {
    switch (value) {
      case Optional<?> some -> some.ifPresent(present -> put(all, name, present));
      case Integer number -> all.put(name, number.longValue());
      case Long number -> all.put(name, number);
      case Boolean flag -> all.put(name, flag);
      default -> all.put(name, value.toString());
    }
  }
}
