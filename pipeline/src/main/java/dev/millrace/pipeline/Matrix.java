package dev.millrace.pipeline;

import dev.millrace.pipeline.data.Data;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * One job many times, for each combination of values.
 *
 * @param axes where the values come from
 * @param include combinations to add or to extend; see {@code dev.millrace.pipeline.matrix}
 * @param maxParallel how many children run at once, 1..50; empty: 5
 */
public record Matrix(
    Axes axes, Cases include, Cases exclude, boolean fastKill, Optional<Integer> maxParallel) {
  /** The lists whose product is taken. */
  public sealed interface Axes {}

  /** Each axis a list, or a text {@code ${{ fromJSON(x) }}} that gives one. */
  public record AxisMap(SequencedMap<String, AxisValues> axes) implements Axes {
    public AxisMap {
      axes = Data.ordered(axes);
    }
  }

  /** The values of one axis. */
  public sealed interface AxisValues {}

  /** Values written out; all become texts. */
  public record AxisList(List<Data> values) implements AxisValues {
    public AxisList {
      values = List.copyOf(values);
    }
  }

  /** A text: as an axis, include or exclude it gives a JSON list; as all axes, a JSON object. */
  public record FromText(String text) implements Axes, AxisValues, Cases {}

  /** Combinations to include or exclude. */
  public sealed interface Cases {}

  /** Combinations written out. */
  public record CaseList(List<SequencedMap<String, String>> cases) implements Cases {
    public static final CaseList NONE = new CaseList(List.of());

    public CaseList {
      cases = cases.stream().<SequencedMap<String, String>>map(Data::ordered).toList();
    }
  }
}
