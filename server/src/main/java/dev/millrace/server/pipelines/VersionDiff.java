package dev.millrace.server.pipelines;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import dev.millrace.pipeline.yaml.write.YamlWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What parts two versions: lines of their texts as YAML, and settings beside them.
 *
 * @param hunks places that differ, from top to bottom, with {@link #CONTEXT} lines around
 * @param settings those that differ
 */
public record VersionDiff(List<Hunk> hunks, List<SettingChange> settings) {
  /** Equal lines shown before and after what differs. */
  public static final int CONTEXT = 3;

  public VersionDiff {
    hunks = List.copyOf(hunks);
    settings = List.copyOf(settings);
  }

  /**
   * Lines that stand together.
   *
   * @param fromLine the first in the one text, from 1
   * @param toLine the first in the other
   */
  public record Hunk(int fromLine, int toLine, List<Line> lines) {
    public Hunk {
      lines = List.copyOf(lines);
    }
  }

  /** One line without its end. */
  public record Line(Kind kind, String text) {}

  /** In which text a line is. */
  public enum Kind {
    SAME,
    REMOVED,
    ADDED
  }

  /** A setting by the name that {@link PipelineSettings} has for it. */
  public record SettingChange(String name, String from, String to) {}

  static VersionDiff between(Definition from, Definition to) {
    return new VersionDiff(hunks(yaml(from), yaml(to)), settings(from.settings(), to.settings()));
  }

  /** A text that can't be read is compared as it is. */
  private static List<String> yaml(Definition definition) {
    return switch (definition.format()) {
      case YAML -> definition.text().lines().toList();
      case JSON ->
          DefinitionReader.read(definition)
              .pipeline()
              .map(pipeline -> new YamlWriter().write(pipeline).text())
              .orElse(definition.text())
              .lines()
              .toList();
    };
  }

  private static List<Hunk> hunks(List<String> from, List<String> to) {
    int shorter = Math.min(from.size(), to.size());
    int head = 0;
    while (head < shorter && from.get(head).equals(to.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && from.get(from.size() - 1 - tail).equals(to.get(to.size() - 1 - tail))) {
      tail++;
    }
    List<Line> lines = new ArrayList<>();
    add(Kind.SAME, from.subList(0, head), lines);
    middle(from.subList(head, from.size() - tail), to.subList(head, to.size() - tail), lines);
    add(Kind.SAME, from.subList(from.size() - tail, from.size()), lines);
    return cut(lines);
  }

  private static void middle(List<String> from, List<String> to, List<Line> lines) {
    if (Math.max(from.size(), to.size()) > PipelineLimits.DIFF_LINES_MAX) {
      add(Kind.REMOVED, from, lines);
      add(Kind.ADDED, to, lines);
      return;
    }
    int at = 0;
    // The library tells a replacement as two differences, in any order: people expect the old
    // first.
    List<Line> added = new ArrayList<>();
    for (AbstractDelta<String> delta :
        DiffUtils.diff(from, to, new MyersDiffWithLinearSpace<>()).getDeltas()) {
      int start = delta.getSource().getPosition();
      if (start > at) {
        lines.addAll(added);
        added.clear();
      }
      add(Kind.SAME, from.subList(at, start), lines);
      add(Kind.REMOVED, delta.getSource().getLines(), lines);
      add(Kind.ADDED, delta.getTarget().getLines(), added);
      at = start + delta.getSource().size();
    }
    lines.addAll(added);
    add(Kind.SAME, from.subList(at, from.size()), lines);
  }

  private static void add(Kind kind, List<String> texts, List<Line> lines) {
    texts.forEach(text -> lines.add(new Line(kind, text)));
  }

  /** Leaves out what is equal and far from what is not. */
  private static List<Hunk> cut(List<Line> lines) {
    List<Hunk> hunks = new ArrayList<>();
    int fromLine = 1;
    int toLine = 1;
    List<Line> open = new ArrayList<>();
    int openFrom = 1;
    int openTo = 1;
    boolean[] shown = shown(lines);
    for (int i = 0; i < lines.size(); i++) {
      if (shown[i]) {
        if (open.isEmpty()) {
          openFrom = fromLine;
          openTo = toLine;
        }
        open.add(lines.get(i));
      } else if (!open.isEmpty()) {
        hunks.add(new Hunk(openFrom, openTo, open));
        open = new ArrayList<>();
      }
      fromLine += lines.get(i).kind() == Kind.ADDED ? 0 : 1;
      toLine += lines.get(i).kind() == Kind.REMOVED ? 0 : 1;
    }
    if (!open.isEmpty()) {
      hunks.add(new Hunk(openFrom, openTo, open));
    }
    return hunks;
  }

  private static boolean[] shown(List<Line> lines) {
    int size = lines.size();
    var shown = new boolean[size];
    for (int i = 0; i < size; i++) {
      if (lines.get(i).kind() != Kind.SAME) {
        for (int j = Math.max(0, i - CONTEXT); j <= Math.min(size - 1, i + CONTEXT); j++) {
          shown[j] = true;
        }
      }
    }
    return shown;
  }

  static List<SettingChange> settings(PipelineSettings from, PipelineSettings to) {
    Map<String, String> others = texts(to);
    return texts(from).entrySet().stream()
        .filter(setting -> !setting.getValue().equals(others.get(setting.getKey())))
        .map(setting ->
            new SettingChange(
                setting.getKey(), setting.getValue(), others.getOrDefault(setting.getKey(), "")))
        .toList();
  }

  private static Map<String, String> texts(PipelineSettings settings) {
    var texts = new LinkedHashMap<String, String>();
    texts.put("description", settings.description());
    texts.put("concurrency.lock", settings.concurrency().lock().name());
    texts.put("concurrency.group", settings.concurrency().group().orElse(""));
    texts.put(
        "concurrency.cancelInProgress",
        Boolean.toString(settings.concurrency().cancelInProgress()));
    texts.put("concurrency.queueLength", text(settings.concurrency().queueLength()));
    texts.put(
        "concurrency.queueTimeoutMinutes", text(settings.concurrency().queueTimeoutMinutes()));
    texts.put("concurrency.maxParallel", text(settings.concurrency().maxParallel()));
    texts.put("cancelPolicy", settings.cancelPolicy().name());
    texts.put("failIfVariableInvalid", Boolean.toString(settings.failIfVariableInvalid()));
    texts.put("cleanVariablesWhenRetry", Boolean.toString(settings.cleanVariablesWhenRetry()));
    texts.put("versionsKept", Integer.toString(settings.versionsKept()));
    return texts;
  }

  private static String text(Optional<Integer> number) {
    return number.map(String::valueOf).orElse("");
  }
}
