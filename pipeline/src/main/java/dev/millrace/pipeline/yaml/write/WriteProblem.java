package dev.millrace.pipeline.yaml.write;

/**
 * Something YAML v3.0 can't say, or a comment that could not be kept.
 *
 * @param element which stage, job, task, trigger or variable, for people
 * @param detail what of it
 */
public record WriteProblem(String element, String detail) {
  @Override
  public String toString() {
    return element + ": " + detail;
  }
}
