package dev.millrace.engine.state;

/** Names a project: pipelines of one share their concurrency groups. */
public record ProjectId(String value) {
  public ProjectId {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a ProjectId must not be empty");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
