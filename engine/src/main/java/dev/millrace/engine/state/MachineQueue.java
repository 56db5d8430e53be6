package dev.millrace.engine.state;

import dev.millrace.engine.table.SortedTable;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * How many jobs of a stage have machines, and which wait until fewer have. Follows from the jobs,
 * and is carried along with them.
 *
 * @param machines jobs that have one or for which one is being prepared
 * @param line who waits, by turn
 */
record MachineQueue(int machines, SortedTable<Integer, JobId> line) {
  static MachineQueue of(Collection<JobState> jobs) {
    int machines = 0;
    var line = SortedTable.<Integer, JobId>empty();
    for (JobState job : jobs) {
      machines += job.hasMachine() ? 1 : 0;
      line = job.machineTurn() > 0 ? line.with(job.machineTurn(), job.id()) : line;
    }
    return new MachineQueue(machines, line);
  }

  MachineQueue replaced(JobState before, JobState after) {
    int more = (after.hasMachine() ? 1 : 0) - (before.hasMachine() ? 1 : 0);
    boolean stays = before.machineTurn() == after.machineTurn();
    if (more == 0 && stays) {
      return this;
    }
    return new MachineQueue(machines + more, stays ? line : moved(before, after));
  }

  private SortedTable<Integer, JobId> moved(JobState before, JobState after) {
    var next = before.machineTurn() > 0 ? line.without(before.machineTurn()) : line;
    return after.machineTurn() > 0 ? next.with(after.machineTurn(), after.id()) : next;
  }

  Optional<JobId> first() {
    return line.first().map(Map.Entry::getValue);
  }
}
