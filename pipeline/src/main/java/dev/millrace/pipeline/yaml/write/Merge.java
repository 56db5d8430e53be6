package dev.millrace.pipeline.yaml.write;

import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.yaml.tree.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the edits that take a text from one document to another. Where both say the same the text
 * stays untouched, whatever form it has; where they differ, maps and lists in block form are
 * descended into and everything else is written anew.
 */
final class Merge {
  /** Replaces the characters from {@code start} up to {@code end}. */
  private record Edit(int start, int end, String text) {}

  /** The form found does not allow an edit inside; the whole value is written anew. */
  private static final class NoEdit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoEdit() {
      super("no edit inside", null, false, false);
    }
  }

  private final String text;
  private final String lineBreak;
  private final boolean isPlain;
  private List<Edit> edits = new ArrayList<>();

  private Merge(String text) {
    this.text = text;
    this.isPlain = text.codePointCount(0, text.length()) == text.length();
    this.lineBreak = text.contains("\r\n") ? "\r\n" : "\n";
  }

  /** The text after the edits; empty if it has a form that can't be edited. */
  static Optional<String> merge(String text, Node root, Data.Fields before, Data.Fields after) {
    var merge = new Merge(text);
    try {
      merge.value(root, before, after);
      return Optional.of(merge.applied());
    } catch (NoEdit _) {
      return Optional.empty();
    }
  }

  private String applied() {
    edits.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end));
    var out = new StringBuilder();
    int at = 0;
    for (Edit edit : edits) {
      if (edit.start() < at) {
        throw new NoEdit();
      }
      out.append(text, at, edit.start()).append(edit.text());
      at = edit.end();
    }
    return out.append(text, at, text.length()).toString();
  }

  private void value(Node node, Data before, Data after) {
    if (before.equals(after)) {
      return;
    }
    if (node instanceof Node.Mapping map
        && before instanceof Data.Fields(var old)
        && after instanceof Data.Fields(var now)
        && isBlock(map)) {
      map(map, old, now);
    } else if (node instanceof Node.Sequence list
        && before instanceof Data.Items(var old)
        && after instanceof Data.Items(var now)
        && isBlock(list)
        && list.items().size() == old.size()) {
      list(list, old, now);
    } else if (node instanceof Node.Scalar scalar
        && scalar.style() != Node.Style.BLOCK
        && start(scalar) < end(scalar)
        && Emitter.isInline(after, 0)) {
      edits.add(new Edit(start(scalar), end(scalar), Emitter.inline(after)));
    } else {
      throw new NoEdit();
    }
  }

  private void map(Node.Mapping map, Map<String, Data> before, Map<String, Data> after) {
    int indent = columnOf(start(map.entries().getFirst().key()));
    Optional<Node.Entry> last = Optional.empty();
    for (Map.Entry<String, Data> wanted : after.entrySet()) {
      Optional<Node.Entry> there = map.entry(wanted.getKey());
      Data old = before.get(wanted.getKey());
      if (there.isEmpty() && !wanted.getValue().equals(old)) {
        if (last.isEmpty() && !stays(map.entries().getFirst(), before, after)) {
          throw new NoEdit();
        }
        String added = Emitter.entry(wanted.getKey(), wanted.getValue(), indent, lineBreak);
        insert(map, last, indent, added);
      } else if (there.isPresent() && !wanted.getValue().equals(old)) {
        entry(there.get(), old == null ? new Data.Nothing() : old, wanted.getValue(), indent);
      }
      last = there.isPresent() ? there : last;
    }
    long kept = map.entries().stream().filter(entry -> stays(entry, before, after)).count();
    if (kept == 0) {
      throw new NoEdit();
    }
    for (Node.Entry entry : map.entries()) {
      if (!stays(entry, before, after)) {
        remove(map, entry);
      }
    }
  }

  private static boolean stays(
      Node.Entry entry, Map<String, Data> before, Map<String, Data> after) {
    return after.containsKey(entry.name()) || !before.containsKey(entry.name());
  }

  private void entry(Node.Entry entry, Data before, Data after, int indent) {
    List<Edit> saved = new ArrayList<>(edits);
    try {
      value(entry.value(), before, after);
    } catch (NoEdit _) {
      edits = saved;
      int start = start(entry.key());
      if (columnOf(start) != indent) {
        throw new NoEdit();
      }
      String anew = Emitter.entry(entry.name(), after, indent, lineBreak);
      edits.add(new Edit(start, Math.max(end(entry.key()) + 1, end(entry.value())), bare(anew)));
    }
  }

  /** Behind {@code last}, or before the first entry. */
  private void insert(Node.Mapping map, Optional<Node.Entry> last, int indent, String added) {
    if (last.isEmpty()) {
      int start = start(map.entries().getFirst().key());
      edits.add(new Edit(start, start, added + " ".repeat(indent)));
    } else {
      int end = lineEnd(Math.max(end(last.get().key()) + 1, end(last.get().value())));
      edits.add(new Edit(end, end, lineBreak + " ".repeat(indent) + bare(added)));
    }
  }

  private void remove(Node.Mapping map, Node.Entry entry) {
    int start = start(entry.key());
    int end = Math.max(end(entry.key()) + 1, end(entry.value()));
    int lineStart = text.lastIndexOf('\n', start - 1) + 1;
    boolean ownLine = text.substring(lineStart, start).isBlank();
    int next = nextLine(end);
    if (ownLine) {
      edits.add(new Edit(lineStart, next, ""));
    } else if (map.entries().size() > 1 && map.entries().getFirst().equals(entry)) {
      // Beside the dash of a list: the next key takes its place.
      edits.add(new Edit(start, start(map.entries().get(1).key()), ""));
    } else {
      throw new NoEdit();
    }
  }

  /** Equal items at both ends stay; between them items are paired, and the rest comes or goes. */
  private void list(Node.Sequence list, List<Data> before, List<Data> after) {
    int head = 0;
    int most = Math.min(before.size(), after.size());
    while (head < most && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < most - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    int paired = most - head - tail;
    for (int i = head; i < head + paired; i++) {
      item(list.items().get(i), before.get(i), after.get(i));
    }
    if (after.isEmpty()) {
      throw new NoEdit();
    }
    for (int i = head + paired; i < before.size() - tail; i++) {
      int dash = dashOf(list.items().get(i));
      int lineStart = text.lastIndexOf('\n', dash - 1) + 1;
      if (!text.substring(lineStart, dash).isBlank()) {
        throw new NoEdit();
      }
      edits.add(new Edit(lineStart, nextLine(end(list.items().get(i))), ""));
    }
    int behind = head + paired - 1;
    var added = new StringBuilder();
    int indent = columnOf(dashOf(list.items().getFirst()));
    for (int i = head + paired; i < after.size() - tail; i++) {
      String item = Emitter.item(after.get(i), indent, lineBreak);
      added.append(
          behind < 0 ? item + " ".repeat(indent) : lineBreak + " ".repeat(indent) + bare(item));
    }
    if (!added.isEmpty()) {
      int at =
          behind < 0 ? dashOf(list.items().getFirst()) : lineEnd(end(list.items().get(behind)));
      edits.add(new Edit(at, at, added.toString()));
    }
  }

  private void item(Node node, Data before, Data after) {
    List<Edit> saved = new ArrayList<>(edits);
    try {
      value(node, before, after);
    } catch (NoEdit _) {
      edits = saved;
      int dash = dashOf(node);
      String anew = Emitter.item(after, columnOf(dash), lineBreak);
      edits.add(new Edit(dash, end(node), bare(anew)));
    }
  }

  /** Without the last line break, which the text around it has. */
  private String bare(String emitted) {
    return emitted.endsWith(lineBreak)
        ? emitted.substring(0, emitted.length() - lineBreak.length())
        : emitted;
  }

  private int dashOf(Node item) {
    int at = start(item) - 1;
    while (at >= 0 && Character.isWhitespace(text.charAt(at))) {
      at--;
    }
    if (at < 0 || text.charAt(at) != '-') {
      throw new NoEdit();
    }
    return at;
  }

  private boolean isBlock(Node.Mapping map) {
    return !map.entries().isEmpty() && text.charAt(start(map)) != '{';
  }

  private boolean isBlock(Node.Sequence list) {
    return !list.items().isEmpty() && text.charAt(start(list)) != '[';
  }

  private int start(Node node) {
    return offset(node.mark().start());
  }

  /** Behind the last character of its own; a block's mark ends behind blank lines and comments. */
  private int end(Node node) {
    return switch (node) {
      case Node.Mapping map when isBlock(map) ->
          Math.max(end(map.entries().getLast().key()) + 1, end(map.entries().getLast().value()));
      case Node.Sequence list when isBlock(list) -> end(list.items().getLast());
      case Node.Scalar scalar when scalar.style() == Node.Style.BLOCK -> trimmed(markEnd(node));
      case Node.Mapping _, Node.Sequence _, Node.Scalar _ -> markEnd(node);
    };
  }

  private int markEnd(Node node) {
    return offset(node.mark().end());
  }

  /** Marks count code points; in most files each is one character. */
  private int offset(int codePoints) {
    return isPlain ? codePoints : text.offsetByCodePoints(0, codePoints);
  }

  private int trimmed(int end) {
    int at = end;
    while (at > 0 && Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  private int columnOf(int offset) {
    return offset - (text.lastIndexOf('\n', offset - 1) + 1);
  }

  private int lineEnd(int offset) {
    int end = text.indexOf('\n', offset);
    end = end < 0 ? text.length() : end;
    return end > offset && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }

  private int nextLine(int offset) {
    int end = text.indexOf('\n', offset);
    return end < 0 ? text.length() : end + 1;
  }
}
