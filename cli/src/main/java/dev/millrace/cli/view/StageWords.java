package dev.millrace.cli.view;

import dev.millrace.cli.terminal.SafeText;
import dev.millrace.cli.text.Texts;
import dev.millrace.engine.state.Gate;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;

/** What a stage waits for, in words. */
final class StageWords {
  private StageWords() {}

  /** Who is asked about it, or which gate; empty: nothing outside. */
  static String asks(StageState stage, Texts texts) {
    if (stage.status() == StageStatus.PAUSE) {
      var review = stage.checks().review().orElseThrow();
      return texts.get("tree.asks", SafeText.plain(review.groups().get(review.current()).name()));
    }
    for (Gate.Point point : Gate.Point.values()) {
      if (stage.checks().gate(point).filter(gate -> gate.status().isOpen()).isPresent()) {
        return texts.get("tree.gate");
      }
    }
    return "";
  }
}
