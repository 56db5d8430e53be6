package dev.millrace.server.pipelines.http;

import dev.millrace.server.pipelines.VersionDiff;
import java.util.List;

/** What parts two versions, as {@link VersionDiff} has it. */
public record DiffView(List<HunkView> hunks, List<SettingChangeView> settings) {
  /**
   * Lines that stand together.
   *
   * @param fromLine the first in the one text, from 1
   * @param toLine the first in the other
   */
  public record HunkView(int fromLine, int toLine, List<LineView> lines) {}

  /** One line without its end. */
  public record LineView(VersionDiff.Kind kind, String text) {}

  /** A setting by its place in the settings: {@code concurrency.group}. */
  public record SettingChangeView(String name, String from, String to) {}

  static DiffView of(VersionDiff diff) {
    return new DiffView(
        diff.hunks().stream().map(DiffView::hunk).toList(),
        diff.settings().stream()
            .map(each -> new SettingChangeView(each.name(), each.from(), each.to()))
            .toList());
  }

  private static HunkView hunk(VersionDiff.Hunk hunk) {
    return new HunkView(
        hunk.fromLine(),
        hunk.toLine(),
        hunk.lines().stream().map(line -> new LineView(line.kind(), line.text())).toList());
  }
}
