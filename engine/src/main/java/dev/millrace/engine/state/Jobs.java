package dev.millrace.engine.state;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.Set;

/**
 * The jobs of a stage in order, children of a matrix right behind their parent. An immutable list
 * that is cheap to change in one place: a stage may have ten thousand jobs, and each step of its
 * build changes one or two of them. Kept in chunks, so that a change copies one chunk and the list
 * of chunks; the index by id and the counts are carried along, not computed again.
 */
public final class Jobs extends AbstractList<JobState> implements RandomAccess {
  private static final int CHUNK_BITS = 6;
  private static final int CHUNK = 1 << CHUNK_BITS;

  public static final Jobs NONE = of(List.of());

  private final JobState[][] chunks;
  private final JobIndex index;
  private final JobTally tally;
  private final MachineQueue machines;

  private Jobs(JobState[][] chunks, JobIndex index, JobTally tally, MachineQueue machines) {
    this.chunks = chunks;
    this.index = index;
    this.tally = tally;
    this.machines = machines;
  }

  /**
   * These jobs, the same object if they are {@code Jobs} already.
   *
   * @throws IllegalArgumentException if two have the same id, or a child of a matrix does not stand
   *     behind its parent
   */
  public static Jobs of(Collection<JobState> jobs) {
    if (jobs instanceof Jobs same) {
      return same;
    }
    List<JobState> all = List.copyOf(jobs);
    JobState[][] chunks = new JobState[(all.size() + CHUNK - 1) >> CHUNK_BITS][];
    for (int i = 0; i < chunks.length; i++) {
      int from = i << CHUNK_BITS;
      chunks[i] = all.subList(from, Math.min(from + CHUNK, all.size())).toArray(JobState[]::new);
    }
    return new Jobs(chunks, JobIndex.of(all), JobTally.of(all), MachineQueue.of(all));
  }

  @Override
  public JobState get(int position) {
    return chunks[position >> CHUNK_BITS][position & (CHUNK - 1)];
  }

  @Override
  public int size() {
    return index.size();
  }

  /** Where the job with this id stands, or -1. */
  public int positionOf(JobId id) {
    return index.positionOf(id);
  }

  /** The job with this id. */
  public Optional<JobState> find(JobId id) {
    int position = positionOf(id);
    return position < 0 ? Optional.empty() : Optional.of(get(position));
  }

  /** Ids of the jobs that wait for {@code id}, in order; children of a matrix wait for nobody. */
  public List<JobId> dependentsOf(JobId id) {
    return index.dependentsOf(id);
  }

  /** The children of the matrix at {@code parent}, in order; empty before it is expanded. */
  public List<JobState> childrenOf(int parent) {
    return subList(parent + 1, parent + 1 + index.childrenOf(get(parent).id()));
  }

  /** How many jobs are where; the children of a matrix are counted by their parent. */
  public JobTally tally() {
    return tally;
  }

  /** Ids of the jobs that run on the machine of {@code id}, in order. */
  public List<JobId> sharersOf(JobId id) {
    return index.sharersOf(id);
  }

  /** How many matrices are among them. */
  public int matrices() {
    return index.matrices();
  }

  /** How many of them have a machine, or one is being prepared for them. */
  public int machines() {
    return machines.machines();
  }

  /** Who waits first for others to give their machines back. */
  public Optional<JobId> firstForMachine() {
    return machines.first();
  }

  /** How many wait for a machine before the one that has this turn. */
  public int aheadForMachine(int turn) {
    return machines.line().rankOf(turn);
  }

  /** A turn behind all who wait for a machine. */
  public int newMachineTurn() {
    return machines.line().last().map(last -> last.getKey() + 1).orElse(1);
  }

  /** These jobs with another state for the one at {@code position}, which keeps its id. */
  @SuppressWarnings("ReferenceEquality") // sharing is by identity; equality would cost a walk
  public Jobs with(int position, JobState next) {
    JobState before = get(position);
    if (before == next) {
      return this;
    }
    if (!before.id().equals(next.id())) {
      throw new IllegalArgumentException(before.id() + " can't become " + next.id());
    }
    JobState[][] changed = chunks.clone();
    JobState[] chunk = changed[position >> CHUNK_BITS].clone();
    chunk[position & (CHUNK - 1)] = next;
    changed[position >> CHUNK_BITS] = chunk;
    return new Jobs(changed, index, tally.replaced(before, next), machines.replaced(before, next));
  }

  /**
   * Where these are other objects than {@code before}, ascending. Takes time for what changed, not
   * for what both share.
   *
   * @throws IllegalArgumentException if {@code before} are not as many
   */
  @SuppressWarnings("ReferenceEquality") // sharing is by identity; equality would cost a walk
  public List<Integer> changesSince(Jobs before) {
    if (before.size() != size()) {
      throw new IllegalArgumentException(before.size() + " jobs can't become " + size());
    }
    List<Integer> changes = new ArrayList<>();
    for (int i = 0; i < chunks.length; i++) {
      JobState[] old = before.chunks[i];
      JobState[] now = chunks[i];
      for (int n = 0; old != now && n < now.length; n++) {
        if (old[n] != now[n]) {
          changes.add((i << CHUNK_BITS) + n);
        }
      }
    }
    return changes;
  }

  /** These jobs with the children of the matrix at {@code parent} behind it. */
  public Jobs withChildren(int parent, List<JobState> children) {
    var all = new ArrayList<JobState>(size() + children.size());
    all.addAll(subList(0, parent + 1));
    all.addAll(children);
    all.addAll(subList(parent + 1, size()));
    return of(all);
  }

  /** These jobs without the children of these matrices. */
  public Jobs withoutChildrenOf(Set<JobId> parents) {
    return of(
        stream()
            .filter(job ->
                !(job.role() instanceof MatrixRole.Child child && parents.contains(child.parent())))
            .toList());
  }
}
