package dev.millrace.agent.worker;

import dev.millrace.agent.process.JobProcesses;
import dev.millrace.wording.Sentence;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What workers leave behind that were killed themselves: processes of tasks, and their folders. */
public final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  /**
   * What a sweep did.
   *
   * @param jobs whose worker was dead and whose leftovers are gone now
   * @param survivors processes that could not be killed, described for people; empty as a rule
   */
  public record Swept(int jobs, List<Sentence> survivors) {
    public Swept {
      survivors = List.copyOf(survivors);
    }
  }

  private Leftovers() {}

  /**
   * Kills the processes and deletes the folders that dead workers left below the temporary folder
   * of these settings; those of living workers, of this process or another, are safe. Call it
   * before the first job; it may be called at any time, by several processes too. Blocks: about a
   * millisecond when there is nothing to do, up to the grace of the settings and ten seconds when
   * processes don't want to end.
   *
   * <p>A process is known by its mark, in its environment or in its limit. Workspaces stay: the
   * next attempt of the job uses them.
   */
  public static synchronized Swept sweep(WorkerSettings settings) {
    List<PrivateFolder> abandoned;
    try {
      abandoned = PrivateFolder.abandoned(settings.temporaryFolder());
    } catch (IOException failure) {
      LOG.atWarn().setCause(failure).log("leftovers of earlier workers could not be looked for");
      return new Swept(0, List.of());
    }
    if (abandoned.isEmpty()) {
      return new Swept(0, List.of());
    }
    var survivors = new ArrayList<Sentence>();
    int jobs = 0;
    for (var folder : abandoned) {
      if (JobProcesses.isPartOf(folder.mark())) {
        folder.release(); // we would kill ourselves
      } else if (remove(folder, settings.killGrace(), survivors)) {
        jobs++;
      }
    }
    LOG.atInfo().addKeyValue("jobs", jobs).log("leftovers of dead workers were removed");
    return new Swept(jobs, survivors);
  }

  private static boolean remove(PrivateFolder folder, Duration grace, List<Sentence> survivors) {
    var left = JobProcesses.killAbandoned(folder.mark(), grace);
    if (left.isEmpty()) {
      folder.close();
      return true;
    }
    LOG.atError().addKeyValue("processes", left).log("processes of a job can't be killed");
    survivors.addAll(left);
    JobFolders.delete(folder.path());
    folder.release();
    return false;
  }
}
