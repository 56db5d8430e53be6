package dev.millrace.cli.builds;

import dev.millrace.cli.terminal.Line;
import dev.millrace.cli.terminal.SafeText;
import dev.millrace.cli.terminal.Style;
import dev.millrace.cli.text.Texts;
import dev.millrace.engine.why.Wait;
import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a build waits for, as lines for people: a part, for what, how long; below it, why. */
final class WaitTable {
  /** Longer names of parts push what follows to the right. */
  private static final int WIDEST_PLACE = 40;

  private final Texts texts;

  WaitTable(Texts texts) {
    this.texts = texts;
  }

  List<Line> lines(List<Wait> waits, Instant now) {
    int column =
        waits.stream()
            .mapToInt(wait -> place(wait).width())
            .filter(width -> width <= WIDEST_PLACE)
            .max()
            .orElse(0);
    var lines = new ArrayList<Line>();
    for (Wait wait : waits) {
      Line place = place(wait);
      String gap = " ".repeat(Math.max(0, column - place.width()) + 2);
      lines.add(
          place
              .plus(Style.PLAIN, gap + texts.get("why.waits", said(wait.waitsFor())))
              .plus(Style.FAINT, times(wait, now)));
      wait.heldBy()
          .ifPresent(holder -> lines.add(below(column, texts.get("why.held", said(holder)))));
      lines.add(below(column, texts.get("why.freed", said(wait.freedBy()))));
    }
    return lines;
  }

  private Line place(Wait wait) {
    return Line.of(Style.BOLD, said(wait.place().shown()));
  }

  private String times(Wait wait, Instant now) {
    return wait.since().map(since -> "  " + texts.get("why.since", length(since, now))).orElse("")
        + wait.until().map(until -> "  " + texts.get("why.until", length(now, until))).orElse("");
  }

  private static String length(Instant from, Instant to) {
    return Texts.duration(Duration.between(from, to));
  }

  private static Line below(int column, String text) {
    return Line.of(Style.FAINT, " ".repeat(column + 2) + text);
  }

  private String said(Sentence sentence) {
    return SafeText.plain(texts.say(sentence));
  }
}
