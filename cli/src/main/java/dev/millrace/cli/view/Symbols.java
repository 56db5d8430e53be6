package dev.millrace.cli.view;

import dev.millrace.cli.terminal.Line;
import dev.millrace.cli.terminal.Style;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The little signs of a picture.
 *
 * @param spinner frames, one after another
 * @param gutter before the lines of a log
 */
public record Symbols(
    String succeeded,
    String failed,
    String cancelled,
    String skipped,
    String waiting,
    List<String> spinner,
    String gutter,
    String into) {
  /** For terminals that show Unicode. */
  public static final Symbols UNICODE =
      new Symbols(
          "✓",
          "✗",
          "■",
          "↷",
          "○",
          List.of("⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"),
          "│",
          "›");

  /** For terminals that don't. */
  public static final Symbols ASCII =
      new Symbols("+", "x", "!", "-", ".", List.of("|", "/", "-", "\\"), "|", ">");

  private static final Duration SPINNER_STEP = Duration.ofMillis(100);

  public Symbols {
    spinner = List.copyOf(spinner);
  }

  /** The same for a build that was stopped in the middle: nothing in it runs. */
  Symbols ofInterrupted() {
    return new Symbols(
        succeeded, failed, cancelled, skipped, waiting, List.of(cancelled), gutter, into);
  }

  /** The spinner at a moment; the same moment always looks the same. */
  Line running(Instant now) {
    long step = now.toEpochMilli() / SPINNER_STEP.toMillis();
    return Line.of(Style.CYAN, spinner.get((int) (step % spinner.size())));
  }

  /** The sign of a build's status. */
  public Line of(BuildStatus status, Instant now) {
    return switch (status) {
      case QUEUE -> Line.of(Style.FAINT, waiting);
      case TRIGGER_REVIEWING, PAUSE -> Line.of(Style.YELLOW, waiting);
      case RUNNING -> running(now);
      case SUCCEED -> Line.of(Style.GREEN, succeeded);
      case FAILED, QUEUE_TIMEOUT -> Line.of(Style.RED, failed);
      case CANCELED, STAGE_SUCCESS -> Line.of(Style.YELLOW, cancelled);
    };
  }

  Line of(StageStatus status, Instant now) {
    return switch (status) {
      case QUEUE, UNEXEC -> Line.of(Style.FAINT, waiting);
      case PAUSE -> Line.of(Style.YELLOW, waiting);
      case RUNNING -> running(now);
      case SUCCEED -> Line.of(Style.GREEN, succeeded);
      case FAILED -> Line.of(Style.RED, failed);
      case CANCELED, STAGE_SUCCESS -> Line.of(Style.YELLOW, cancelled);
      case SKIP -> Line.of(Style.FAINT, skipped);
    };
  }

  Line of(JobStatus status, Instant now) {
    return switch (status) {
      case QUEUE, DEPENDENT_WAITING, PAUSE, UNEXEC -> Line.of(Style.FAINT, waiting);
      case PREPARE_ENV, RUNNING -> running(now);
      case SUCCEED -> Line.of(Style.GREEN, succeeded);
      case FAILED -> Line.of(Style.RED, failed);
      case CANCELED -> Line.of(Style.YELLOW, cancelled);
      case SKIP -> Line.of(Style.FAINT, skipped);
    };
  }

  Line of(TaskStatus status, Instant now) {
    return switch (status) {
      case QUEUE, QUEUE_CACHE, PAUSE, REVIEWING, QUALITY_CHECK_WAIT, UNEXEC ->
          Line.of(Style.FAINT, waiting);
      case RUNNING, RETRY, CALL_WAITING, QUALITY_CHECKING -> running(now);
      case SUCCEED -> Line.of(Style.GREEN, succeeded);
      case FAILED, REVIEW_ABORT, QUALITY_CHECK_FAIL, EXEC_TIMEOUT -> Line.of(Style.RED, failed);
      case CANCELED -> Line.of(Style.YELLOW, cancelled);
      case SKIP -> Line.of(Style.FAINT, skipped);
    };
  }
}
