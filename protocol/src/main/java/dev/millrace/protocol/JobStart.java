package dev.millrace.protocol;

import java.time.Duration;
import java.util.Map;

/**
 * What a worker needs for the whole job.
 *
 * @param jobName as shown to people
 * @param timeout of the whole job, from this moment
 * @param workspace an absolute path, or empty: the worker then chooses one of its own
 * @param environment variables of the job's {@code env}, already replaced
 */
public record JobStart(
    String jobName, Duration timeout, String workspace, Map<String, String> environment) {
  public JobStart {
    environment = Map.copyOf(environment);
  }
}
