package dev.millrace.cli.view;

import dev.millrace.cli.terminal.Line;
import dev.millrace.cli.terminal.SafeText;
import dev.millrace.cli.terminal.Style;
import dev.millrace.cli.text.Texts;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.TaskState;
import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A build with all its stages, jobs and tasks, for reading at leisure. */
public final class WholeTree {
  private final Texts texts;
  private final Symbols symbols;

  /** A tree with texts of one language and signs the terminal can show. */
  public WholeTree(Texts texts, Symbols symbols) {
    this.texts = texts;
    this.symbols = symbols;
  }

  /**
   * The tree as lines.
   *
   * @param isInterrupted its process is gone, so what looks as if it ran does not
   */
  public List<Line> lines(Build build, boolean isInterrupted, Instant now) {
    var lines = new ArrayList<Line>();
    BuildStatus shown = isInterrupted ? BuildStatus.CANCELED : build.status();
    String word = isInterrupted ? "interrupted" : build.status().name().toLowerCase(Locale.ROOT);
    lines.add(
        symbols
            .of(shown, now)
            .plus(Style.BOLD, " " + SafeText.plain(build.pipeline().name()))
            .plus(Style.FAINT, " #" + build.number())
            .plus(Style.PLAIN, "  " + texts.get("status." + word))
            .plus(took(build.startedAt(), build.endedAt()))
            .plus(
                build.queueing().reason().map(why -> said(why, Style.YELLOW)).orElse(Line.EMPTY)));
    Symbols signs = isInterrupted ? symbols.ofInterrupted() : symbols;
    for (StageState stage : build.stages()) {
      lines.add(
          Line.of("  ")
              .plus(signs.of(stage.status(), now))
              .plus(Style.PLAIN, " " + SafeText.plain(stage.name()))
              .plus(took(stage.startedAt(), stage.endedAt()))
              .plus(reason(stage.failure())));
      stage.jobs().forEach(job -> add(lines, job, signs, now));
    }
    return lines;
  }

  private void add(List<Line> lines, JobState job, Symbols signs, Instant now) {
    lines.add(
        Line.of("    ")
            .plus(signs.of(job.status(), now))
            .plus(Style.PLAIN, " " + SafeText.plain(job.name()))
            .plus(took(job.startedAt(), job.endedAt()))
            .plus(reason(job.failure())));
    for (TaskState task : job.tasks()) {
      lines.add(
          Line.of("      ")
              .plus(signs.of(task.status(), now))
              .plus(Style.PLAIN, " " + SafeText.plain(task.definition().displayName()))
              .plus(took(task.startedAt(), task.endedAt()))
              .plus(reason(task.failure())));
    }
  }

  private static Line took(Optional<Instant> from, Optional<Instant> to) {
    return from.flatMap(start -> to.map(end -> Texts.duration(Duration.between(start, end))))
        .map(text -> Line.of(Style.FAINT, "  " + text))
        .orElse(Line.EMPTY);
  }

  private Line reason(Optional<Failure> failure) {
    return failure.map(why -> said(why.message(), Style.RED)).orElse(Line.EMPTY);
  }

  private Line said(Sentence sentence, Style style) {
    return Line.of("  ").plus(SafeText.line(texts.say(sentence), style));
  }
}
