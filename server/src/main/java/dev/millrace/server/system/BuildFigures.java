package dev.millrace.server.system;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.MatrixRole;
import dev.millrace.engine.state.StageState;
import dev.millrace.server.builds.BuildListener;
import dev.millrace.server.builds.Builds;
import dev.millrace.server.builds.ChangedJobs;
import dev.millrace.server.builds.Listening;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts builds and jobs, told by each commit what changed. Safe from any thread. */
public final class BuildFigures implements AutoCloseable {
  // All of it is guarded by this.
  private final Map<BuildId, Standing> standings = new HashMap<>();
  private final Map<BuildStatus, Long> live = new EnumMap<>(BuildStatus.class);
  private final Map<BuildStatus, Long> ended = new EnumMap<>(BuildStatus.class);
  private final Map<JobStatus, Long> endedJobs = new EnumMap<>(JobStatus.class);
  private JobCounts jobs = JobCounts.NONE;

  /** Builds whose steps were heard while those of before were still being read. */
  private @Nullable Set<BuildId> heard = new HashSet<>();

  private @Nullable Listening listening;

  /**
   * Where a live build is.
   *
   * @param isHeard whether its last step was heard, and not only read: the next one builds on it
   */
  private record Standing(BuildStatus status, JobCounts jobs, boolean isHeard) {}

  private BuildFigures() {}

  /** Counts what is there, which it reads, and what happens from now on. */
  public static BuildFigures of(Builds builds) {
    var figures = new BuildFigures();
    BuildListener listener = figures::committed;
    figures.listening(builds.listen(listener));
    for (BuildId id : builds.unfinished()) {
      builds.find(id).ifPresent(figures::read);
    }
    figures.allRead();
    return figures;
  }

  private synchronized void listening(Listening to) {
    listening = to;
  }

  private synchronized void read(Build build) {
    if (heard != null && !heard.contains(build.id()) && !build.status().isFinished()) {
      put(build.id(), new Standing(build.status(), count(build), false));
    }
  }

  private synchronized void allRead() {
    heard = null;
  }

  private synchronized void committed(
      Optional<Build> before, Build after, Optional<BuildEvent> event) {
    if (heard != null) {
      heard.add(after.id());
    }
    before.ifPresent(old -> countEnds(old, after));
    if (after.status().isFinished()) {
      remove(after.id());
      return;
    }
    Standing known = standings.get(after.id());
    JobCounts counts =
        known != null && known.isHeard() && before.isPresent()
            ? known.jobs().plus(difference(before.get(), after))
            : count(after);
    put(after.id(), new Standing(after.status(), counts, true));
  }

  private void countEnds(Build before, Build after) {
    if (!before.status().isFinished() && after.status().isFinished()) {
      ended.merge(after.status(), 1L, Long::sum);
    }
    for (StageState stage : after.stages()) {
      StageState old = before.stages().get(stage.index());
      for (JobState job : ChangedJobs.between(old, stage)) {
        boolean wasOver =
            old.jobs().find(job.id()).filter(was -> was.status().isFinished()).isPresent();
        if (runsItself(job) && !wasOver && job.status().isFinished()) {
          endedJobs.merge(job.status(), 1L, Long::sum);
        }
      }
    }
  }

  private static boolean runsItself(JobState job) {
    return !(job.role() instanceof MatrixRole.Parent);
  }

  /** A job that a matrix lost was over, and so was not counted. */
  private static JobCounts difference(Build before, Build after) {
    JobCounts sum = JobCounts.NONE;
    for (StageState stage : after.stages()) {
      StageState old = before.stages().get(stage.index());
      for (JobState job : ChangedJobs.between(old, stage)) {
        JobCounts was = old.jobs().find(job.id()).map(BuildFigures::count).orElse(JobCounts.NONE);
        sum = sum.minus(was).plus(count(job));
      }
    }
    return sum;
  }

  private static JobCounts count(Build build) {
    JobCounts sum = JobCounts.NONE;
    for (StageState stage : build.stages()) {
      for (JobState job : stage.jobs()) {
        sum = sum.plus(count(job));
      }
    }
    return sum;
  }

  private static JobCounts count(JobState job) {
    return runsItself(job) ? JobCounts.of(job.status()) : JobCounts.NONE;
  }

  private void put(BuildId id, Standing standing) {
    remove(id);
    standings.put(id, standing);
    live.merge(standing.status(), 1L, Long::sum);
    jobs = jobs.plus(standing.jobs());
  }

  private void remove(BuildId id) {
    Standing old = standings.remove(id);
    if (old != null) {
      live.computeIfPresent(old.status(), (_, count) -> count > 1 ? count - 1 : null);
      jobs = jobs.minus(old.jobs());
    }
  }

  /** How many there are, as far as was heard. */
  public synchronized Figures now() {
    return new Figures(live, jobs, ended, endedJobs);
  }

  /** As {@link Listening#awaitCaughtUp}. */
  public boolean awaitCaughtUp(Duration wait) {
    Listening to;
    synchronized (this) {
      to = listening;
    }
    return to == null || to.awaitCaughtUp(wait);
  }

  @Override
  public void close() {
    Listening to;
    synchronized (this) {
      to = listening;
    }
    if (to != null) {
      to.close();
    }
  }
}
