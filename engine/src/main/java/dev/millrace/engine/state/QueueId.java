package dev.millrace.engine.state;

/** Names the queue of one pipeline, or of one concurrency group of a project. */
public record QueueId(String value) implements Comparable<QueueId> {
  public QueueId {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a QueueId must not be empty");
    }
  }

  /** The queue of a pipeline that is in no group. */
  public static QueueId of(PipelineId pipeline) {
    return new QueueId("pipeline:" + pipeline);
  }

  /** The queue that all pipelines of a project share whose group is called so. */
  public static QueueId ofGroup(ProjectId project, String group) {
    return new QueueId("group:" + project + ":" + group);
  }

  @Override
  public int compareTo(QueueId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
