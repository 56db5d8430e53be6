package dev.millrace.cli.view;

import dev.millrace.cli.terminal.Line;
import dev.millrace.cli.terminal.SafeText;
import dev.millrace.cli.terminal.Size;
import dev.millrace.cli.terminal.Style;
import dev.millrace.cli.text.Texts;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.MatrixRole;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tree of a build that goes on: the build, its stages, the jobs of the stage that runs, their
 * current tasks and the ends of their logs; cut to what a terminal has room for. What matters most
 * gets room first: what runs, then what failed, what waits, what is done; log lines share the rest.
 */
public final class LiveTree {
  /** Log lines shown for one task, however much room there is. */
  static final int MAX_LOG_LINES = 8;

  /** Stages before and behind the running one that are shown at most, each. */
  private static final int MAX_STAGES_AROUND = 3;

  private final Texts texts;
  private final Symbols symbols;

  /** A tree with texts of one language and signs the terminal can show. */
  public LiveTree(Texts texts, Symbols symbols) {
    this.texts = texts;
    this.symbols = symbols;
  }

  /** The tree as lines, fewer than {@code size} has rows, none wider than its columns. */
  public List<Line> lines(Picture picture, Size size, Instant now) {
    Build build = picture.build();
    var lines = new ArrayList<Line>();
    lines.add(headOf(picture, size, now));
    Optional<StageState> running = currentOf(build);
    int current = running.map(StageState::index).orElse(build.stages().size());
    addStages(lines, build, Math.max(0, current - MAX_STAGES_AROUND), current, size, now);
    if (running.isPresent()) {
      int behind = Math.min(MAX_STAGES_AROUND, build.stages().size() - current - 1);
      lines.add(stageLine(running.get(), size, now));
      int room = size.rows() - 1 - lines.size() - behind;
      lines.addAll(jobLines(picture, running.get(), room, size, now));
      addStages(lines, build, current + 1, current + 1 + behind, size, now);
    }
    return lines.stream()
        .limit(Math.max(1, size.rows() - 1))
        .map(line -> line.fit(size.columns()))
        .toList();
  }

  /** The stage that runs, or that people or gates are asked about before it does. */
  private static Optional<StageState> currentOf(Build build) {
    return build.status() == BuildStatus.RUNNING || build.status() == BuildStatus.PAUSE
        ? build.stages().stream().filter(stage -> !stage.status().isFinished()).findFirst()
        : Optional.empty();
  }

  private Line headOf(Picture picture, Size size, Instant now) {
    Build build = picture.build();
    Line head =
        symbols
            .of(build.status(), now)
            .plus(Style.BOLD, " " + SafeText.plain(build.pipeline().name()))
            .plus(Style.FAINT, " #" + build.number());
    if (picture.cancelling()) {
      head = head.plus(Style.YELLOW, "  " + texts.get("tree.cancelling"));
    }
    return head.withRight(elapsed(build.startedAt(), build.endedAt(), now), size.columns());
  }

  private void addStages(List<Line> lines, Build build, int from, int to, Size size, Instant now) {
    for (StageState stage : build.stages().subList(from, to)) {
      lines.add(stageLine(stage, size, now));
    }
  }

  private Line stageLine(StageState stage, Size size, Instant now) {
    boolean runs = stage.status() == StageStatus.RUNNING;
    String asks = StageWords.asks(stage, texts);
    return Line.of("  ")
        .plus(symbols.of(stage.status(), now))
        .plus(runs ? Style.PLAIN : Style.FAINT, " " + SafeText.plain(stage.name()))
        .plus(Style.YELLOW, asks.isEmpty() ? "" : "  " + asks)
        .withRight(elapsed(stage.startedAt(), stage.endedAt(), now), size.columns());
  }

  private List<Line> jobLines(Picture picture, StageState stage, int room, Size size, Instant now) {
    List<JobState> jobs =
        stage.jobs().stream().filter(job -> !(job.role() instanceof MatrixRole.Parent)).toList();
    List<JobState> shown =
        jobs.stream()
            .sorted(Comparator.comparingInt(job -> rank(job.status())))
            .limit(jobs.size() <= room ? jobs.size() : Math.max(0, room - 1))
            .toList();
    int active = (int) shown.stream().filter(job -> runningTask(job).isPresent()).count();
    int logRoom = room - shown.size() - (shown.size() < jobs.size() ? 1 : 0);
    int each = active == 0 ? 0 : Math.clamp(logRoom / active, 0, MAX_LOG_LINES);
    Set<JobId> ids = shown.stream().map(JobState::id).collect(Collectors.toSet());
    var lines = new ArrayList<Line>();
    for (JobState job : jobs) {
      if (ids.contains(job.id())) {
        lines.add(jobLine(stage, job, size, now));
        runningTask(job).ifPresent(task -> lines.addAll(logLines(picture, task, each)));
      }
    }
    if (shown.size() < jobs.size() && room > 0) {
      lines.add(remainder(jobs.stream().filter(job -> !ids.contains(job.id())).toList()));
    }
    return lines;
  }

  private static int rank(JobStatus status) {
    return switch (status) {
      case RUNNING -> 0;
      case PAUSE, PREPARE_ENV -> 1;
      case FAILED -> 2;
      case CANCELED -> 3;
      case DEPENDENT_WAITING, QUEUE -> 4;
      case SUCCEED -> 5;
      case SKIP, UNEXEC -> 6;
    };
  }

  private static Optional<TaskState> runningTask(JobState job) {
    return job.status() == JobStatus.RUNNING && job.tasks().open() < job.tasks().size()
        ? Optional.of(job.tasks().get(job.tasks().open())).filter(t -> t.startedAt().isPresent())
        : Optional.empty();
  }

  /** The task a job is at: it runs, or it waits for something that is not its worker. */
  private static Optional<TaskState> openTask(JobState job) {
    boolean begun = job.status() == JobStatus.RUNNING || job.status() == JobStatus.PAUSE;
    return begun && job.tasks().open() < job.tasks().size()
        ? Optional.of(job.tasks().get(job.tasks().open()))
            .filter(task ->
                switch (task.status()) {
                  case RUNNING,
                      RETRY,
                      PAUSE,
                      REVIEWING,
                      CALL_WAITING,
                      QUALITY_CHECKING,
                      QUALITY_CHECK_WAIT ->
                      true;
                  case QUEUE,
                      QUEUE_CACHE,
                      SUCCEED,
                      FAILED,
                      REVIEW_ABORT,
                      QUALITY_CHECK_FAIL,
                      EXEC_TIMEOUT,
                      CANCELED,
                      SKIP,
                      UNEXEC ->
                      false;
                })
        : Optional.empty();
  }

  /** What a task waits for, in words. */
  private Optional<String> waitOf(TaskState task) {
    return switch (task.status()) {
      case PAUSE -> Optional.of(texts.get("tree.paused"));
      case REVIEWING -> Optional.of(texts.get("tree.reviewing"));
      case CALL_WAITING -> Optional.of(texts.get("tree.call-waiting"));
      case QUALITY_CHECKING, QUALITY_CHECK_WAIT -> Optional.of(texts.get("tree.gate"));
      case RETRY -> Optional.of(texts.get("tree.retry", task.retry()));
      case QUEUE,
          QUEUE_CACHE,
          RUNNING,
          SUCCEED,
          FAILED,
          REVIEW_ABORT,
          QUALITY_CHECK_FAIL,
          EXEC_TIMEOUT,
          CANCELED,
          SKIP,
          UNEXEC ->
          Optional.empty();
    };
  }

  private Line jobLine(StageState stage, JobState job, Size size, Instant now) {
    Line line =
        Line.of("    ")
            .plus(symbols.of(job.status(), now))
            .plus(Style.PLAIN, " " + SafeText.plain(job.name()));
    Optional<TaskState> task = openTask(job);
    if (task.isPresent()) {
      line =
          line.plus(Style.FAINT, " " + symbols.into() + " ")
              .plus(Style.PLAIN, SafeText.plain(task.get().definition().displayName()))
              .plus(Style.FAINT, " " + (job.tasks().open() + 1) + "/" + job.tasks().size());
      Optional<String> wait = waitOf(task.get());
      if (wait.isPresent()) {
        line = line.plus(Style.YELLOW, "  " + wait.get());
      }
    } else if (job.status() == JobStatus.DEPENDENT_WAITING) {
      line = line.plus(Style.FAINT, "  " + texts.get("tree.waits-for", waitedFor(stage, job)));
    }
    return line.withRight(elapsed(job.startedAt(), job.endedAt(), now), size.columns());
  }

  private static String waitedFor(StageState stage, JobState job) {
    return job.dependsOn().stream()
        .flatMap(id -> stage.jobs().find(id).stream())
        .filter(dependency -> !dependency.status().isFinished())
        .map(dependency -> SafeText.plain(dependency.name()))
        .collect(Collectors.joining(", "));
  }

  private List<Line> logLines(Picture picture, TaskState task, int count) {
    return picture.tails().apply(task).last(count).stream()
        .map(shown ->
            Line.of(Style.FAINT, "      " + symbols.gutter() + " ")
                .plus(LogLines.of(shown, symbols, texts)))
        .toList();
  }

  /** One line for the jobs there is no room for: how many are where. */
  private Line remainder(List<JobState> jobs) {
    Map<JobStatus, Integer> counts = new EnumMap<>(JobStatus.class);
    jobs.forEach(job -> counts.merge(kindOf(job.status()), 1, Integer::sum));
    String parts =
        counts.entrySet().stream()
            .map(entry ->
                texts.get(
                    "tree.count." + entry.getKey().name().toLowerCase(Locale.ROOT),
                    entry.getValue()))
            .collect(Collectors.joining(", "));
    return Line.of(Style.FAINT, "    " + texts.get("tree.more-jobs", jobs.size(), parts));
  }

  /** Statuses that a count doesn't tell apart. */
  private static JobStatus kindOf(JobStatus status) {
    return switch (status) {
      case RUNNING, PREPARE_ENV -> JobStatus.RUNNING;
      case QUEUE, DEPENDENT_WAITING, PAUSE -> JobStatus.QUEUE;
      case SUCCEED -> JobStatus.SUCCEED;
      case FAILED -> JobStatus.FAILED;
      case CANCELED -> JobStatus.CANCELED;
      case SKIP, UNEXEC -> JobStatus.SKIP;
    };
  }

  private static Line elapsed(Optional<Instant> from, Optional<Instant> to, Instant now) {
    return from.map(
            start -> Line.of(Style.FAINT, Texts.duration(Duration.between(start, to.orElse(now)))))
        .orElse(Line.EMPTY);
  }
}
