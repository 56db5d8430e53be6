package dev.millrace.engine.state;

/**
 * Names a lock that jobs share: within a project, by name.
 *
 * @param project empty where builds belong to none
 * @param name with its variables replaced
 */
public record MutexId(String project, String name) implements Comparable<MutexId> {
  public MutexId {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a mutex must have a name");
    }
  }

  @Override
  public int compareTo(MutexId other) {
    int byProject = project.compareTo(other.project);
    return byProject != 0 ? byProject : name.compareTo(other.name);
  }

  /** As people know it, without its project. */
  @Override
  public String toString() {
    return name;
  }
}
