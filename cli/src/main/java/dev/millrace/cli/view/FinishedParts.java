package dev.millrace.cli.view;

import dev.millrace.cli.terminal.Line;
import dev.millrace.cli.terminal.SafeText;
import dev.millrace.cli.terminal.Style;
import dev.millrace.cli.text.Texts;
import dev.millrace.engine.state.Failure;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stays on the screen of a part that is over: its line, and the end of its log. */
public final class FinishedParts {
  /** Log lines that stay of a task that went well, and of one that didn't. */
  static final int LINES_OF_SUCCESS = 10;

  private final Texts texts;
  private final Symbols symbols;

  /** Parts with texts of one language and signs the terminal can show. */
  public FinishedParts(Texts texts, Symbols symbols) {
    this.texts = texts;
    this.symbols = symbols;
  }

  /** A task that ran and ended, with the end of its log. */
  public List<Line> task(JobState job, TaskState task, LogTail tail) {
    int count = Tasks.isFailure(task) ? LogTail.MAX_LINES : LINES_OF_SUCCESS;
    var lines = new ArrayList<Line>();
    lines.add(head(job, task));
    long before = tail.before(count);
    if (before > 0) {
      lines.add(gutter().plus(Style.FAINT, texts.get("log.lines-before", before)));
    }
    tail.last(count).forEach(shown -> lines.add(gutter().plus(LogLines.of(shown, symbols, texts))));
    boolean isSaid =
        tail.last(1).stream()
            .anyMatch(last ->
                task.failure().stream()
                    .anyMatch(why -> last.text().endsWith(texts.say(why.message()))));
    reasons(task).stream().skip(isSaid ? 1 : 0).forEach(lines::add);
    return lines;
  }

  /** A task that ran and ended, whose log is shown already. */
  public List<Line> taskWithoutLog(JobState job, TaskState task) {
    var lines = new ArrayList<Line>();
    lines.add(head(job, task));
    lines.addAll(reasons(task));
    return lines;
  }

  private List<Line> reasons(TaskState task) {
    var lines = new ArrayList<Line>();
    if (Tasks.isFailure(task)) {
      task.failure().ifPresent(failure -> lines.add(reason(failure)));
    }
    task.warnings()
        .forEach(warning ->
            lines.add(Line.of("  ").plus(SafeText.line(texts.say(warning), Style.YELLOW))));
    return lines;
  }

  private Line head(JobState job, TaskState task) {
    Line line =
        symbols
            .of(task.status(), Instant.EPOCH)
            .plus(Style.PLAIN, " " + SafeText.plain(job.name()))
            .plus(Style.FAINT, " " + symbols.into() + " ")
            .plus(Style.BOLD, SafeText.plain(task.definition().displayName()));
    Optional<Duration> took =
        task.startedAt().flatMap(from -> task.endedAt().map(to -> Duration.between(from, to)));
    return took.map(duration -> line.plus(Style.FAINT, " " + Texts.duration(duration)))
        .orElse(line);
  }

  private Line gutter() {
    return Line.of(Style.FAINT, "  " + symbols.gutter() + " ");
  }

  private Line reason(Failure failure) {
    return Line.of("  ").plus(SafeText.line(texts.say(failure.message()), Style.RED));
  }

  /** A stage that people are asked about, or that did not begin or end well by itself. */
  public List<Line> stage(StageState stage) {
    Line head =
        symbols
            .of(stage.status(), Instant.EPOCH)
            .plus(Style.PLAIN, " " + SafeText.plain(stage.name()));
    return switch (stage.status()) {
      case PAUSE -> List.of(head.plus(Style.FAINT, "  " + StageWords.asks(stage, texts)));
      case SKIP, FAILED, CANCELED, STAGE_SUCCESS ->
          stage.failure().map(failure -> List.of(head, reason(failure))).orElse(List.of());
      case QUEUE, RUNNING, SUCCEED, UNEXEC -> List.of();
    };
  }

  /** A job that ended for a reason that is not in a log: it was skipped or failed by itself. */
  public List<Line> job(JobState job) {
    Line head =
        symbols.of(job.status(), Instant.EPOCH).plus(Style.PLAIN, " " + SafeText.plain(job.name()));
    return switch (job.status()) {
      case SKIP ->
          List.of(
              head.plus(
                  Style.FAINT,
                  " "
                      + job.failure()
                          .map(failure -> SafeText.plain(texts.say(failure.message())))
                          .orElseGet(() -> texts.get("job.skipped"))));
      case FAILED, CANCELED ->
          job.failure().map(failure -> List.of(head, reason(failure))).orElse(List.of());
      case QUEUE, DEPENDENT_WAITING, PREPARE_ENV, RUNNING, PAUSE, SUCCEED, UNEXEC -> List.of();
    };
  }
}
