package dev.millrace.engine.state;

import dev.millrace.pipeline.RunsOn.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where jobs stand and who waits for whom; the same for every state of a stage's jobs. */
final class JobIndex {
  private final Map<JobId, Integer> positions;
  private final Map<JobId, List<JobId>> dependents;
  private final Map<JobId, Integer> children;
  private final Map<JobId, List<JobId>> sharers;
  private final int matrices;

  private JobIndex(
      Map<JobId, Integer> positions,
      Map<JobId, List<JobId>> dependents,
      Map<JobId, Integer> children,
      Map<JobId, List<JobId>> sharers,
      int matrices) {
    this.positions = positions;
    this.dependents = dependents;
    this.children = children;
    this.sharers = sharers;
    this.matrices = matrices;
  }

  static JobIndex of(List<JobState> jobs) {
    var positions = HashMap.<JobId, Integer>newHashMap(jobs.size());
    var dependents = new HashMap<JobId, List<JobId>>();
    var children = new HashMap<JobId, Integer>();
    var sharers = new HashMap<JobId, List<JobId>>();
    int matrices = 0;
    for (int i = 0; i < jobs.size(); i++) {
      JobState job = jobs.get(i);
      if (positions.put(job.id(), i) != null) {
        throw new IllegalArgumentException("two jobs with the id " + job.id());
      }
      if (job.definition().runsOn().target() instanceof Target.SameAsJob(var lender)
          && !lender.isEmpty()
          && !job.isMatrixParent()) {
        sharers.computeIfAbsent(new JobId(lender), _ -> new ArrayList<>()).add(job.id());
      }
      matrices += job.isMatrixParent() ? 1 : 0;
      for (JobId dependency : job.dependsOn()) {
        dependents.computeIfAbsent(dependency, _ -> new ArrayList<>()).add(job.id());
      }
      if (job.role() instanceof MatrixRole.Child child) {
        int before = children.merge(child.parent(), 1, Integer::sum) - 1;
        Integer parent = positions.get(child.parent());
        if (parent == null || parent + before + 1 != i) {
          throw new IllegalArgumentException(job.id() + " does not stand behind its parent");
        }
      }
    }
    return new JobIndex(positions, dependents, children, sharers, matrices);
  }

  int size() {
    return positions.size();
  }

  int positionOf(JobId id) {
    return positions.getOrDefault(id, -1);
  }

  List<JobId> dependentsOf(JobId id) {
    return dependents.getOrDefault(id, List.of());
  }

  List<JobId> sharersOf(JobId id) {
    return sharers.getOrDefault(id, List.of());
  }

  int matrices() {
    return matrices;
  }

  int childrenOf(JobId id) {
    return children.getOrDefault(id, 0);
  }
}
