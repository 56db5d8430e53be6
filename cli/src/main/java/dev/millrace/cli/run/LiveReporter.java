package dev.millrace.cli.run;

import dev.millrace.cli.session.Session;
import dev.millrace.cli.terminal.Line;
import dev.millrace.cli.terminal.LiveScreen;
import dev.millrace.cli.terminal.TerminalSize;
import dev.millrace.cli.view.FinishedParts;
import dev.millrace.cli.view.LiveTree;
import dev.millrace.cli.view.LogTail;
import dev.millrace.cli.view.Picture;
import dev.millrace.cli.view.Symbols;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.TaskState;
import dev.millrace.server.logs.LogSlice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A tree at the bottom of the terminal, drawn anew up to twenty times a second; what is over
 * scrolls up. A thread of its own draws, so that output, however fast, waits for no terminal.
 */
final class LiveReporter implements Reporter {
  private static final Duration FRAME = Duration.ofMillis(50);

  private final Session session;
  private final TerminalSize size;
  private final LiveTree tree;
  private final FinishedParts parts;
  private final ReentrantLock screenLock = new ReentrantLock();

  /** Guarded by {@link #screenLock}, as is {@link #still}. */
  private final LiveScreen screen = new LiveScreen();

  /** How many questions are asked now. */
  private int still;

  private final Map<String, LogTail> tails = new ConcurrentHashMap<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread painter;

  /** Guarded by this, as all below. */
  private List<Line> finished = new ArrayList<>();

  private Optional<Build> build = Optional.empty();
  private boolean cancelling;

  LiveReporter(Session session, Symbols symbols) {
    this.session = session;
    this.size = TerminalSize.watch(session.environment());
    this.tree = new LiveTree(session.texts(), symbols);
    this.parts = new FinishedParts(session.texts(), symbols);
    this.painter = Thread.ofVirtual().name("painter").start(this::paint);
  }

  private void paint() {
    try {
      while (!ended.await(FRAME.toMillis(), TimeUnit.MILLISECONDS)) {
        draw();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void draw() {
    screenLock.lock();
    try {
      if (still == 0) {
        drawNow();
      }
    } finally {
      screenLock.unlock();
    }
  }

  private void drawNow() {
    List<Line> over;
    Optional<Picture> picture;
    synchronized (this) {
      over = finished;
      finished = new ArrayList<>();
      picture = build.map(state -> new Picture(state, this::tailOf, cancelling));
    }
    List<Line> region =
        picture
            .map(shown -> tree.lines(shown, size.now(), session.clock().instant()))
            .orElse(List.of());
    String frame = screen.frame(over, region, size.now());
    if (!frame.isEmpty()) {
      session.console().draw(frame);
    }
  }

  /** Shows what is over, and gives the terminal back for as long. */
  @Override
  public Stillness keepStill() {
    screenLock.lock();
    try {
      if (still++ == 0) {
        drawNow();
        screen.close().ifPresent(session.console()::draw);
      }
    } finally {
      screenLock.unlock();
    }
    return () -> {
      screenLock.lock();
      try {
        still--;
      } finally {
        screenLock.unlock();
      }
    };
  }

  private LogTail tailOf(TaskState task) {
    return tails.computeIfAbsent(task.id().value(), _ -> new LogTail());
  }

  @Override
  public synchronized void build(Build next) {
    build = Optional.of(next);
  }

  @Override
  public synchronized void stage(StageState stage) {
    if (stage.status().isFinished()) {
      finished.addAll(parts.stage(stage));
    }
  }

  @Override
  public synchronized void job(StageState stage, JobState job) {
    if (job.status().isFinished()) {
      finished.addAll(parts.job(job));
    }
  }

  @Override
  public void task(JobState job, TaskState task) {
    if (task.status().isFinished() && task.endedAt().isPresent()) {
      LogTail tail = tailOf(task);
      synchronized (this) {
        finished.addAll(parts.task(job, task, tail));
      }
      tails.remove(task.id().value());
    } else if (!task.status().isFinished() && task.startedAt().isPresent()) {
      tails.put(task.id().value(), new LogTail());
    }
  }

  @Override
  public void output(JobState job, TaskState task, LogSlice lines) {
    tailOf(task).append(lines.framed());
  }

  @Override
  public synchronized void cancelling(boolean forced) {
    cancelling = true;
  }

  @Override
  public void close() {
    if (ended.getCount() == 0) {
      return;
    }
    ended.countDown();
    try {
      painter.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    draw();
    screenLock.lock();
    try {
      screen.close().ifPresent(session.console()::draw);
    } finally {
      screenLock.unlock();
    }
    size.close();
  }
}
