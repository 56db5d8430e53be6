package dev.millrace.engine.order;

import dev.millrace.pipeline.data.Data;
import java.time.Duration;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a worker needs for the whole job.
 *
 * @param name as shown to people
 * @param timeout what the job may still run, from the start of its worker
 * @param workspace as wanted by the author, replaced; empty: the worker chooses
 * @param environment variables of the job's {@code env}, replaced
 */
public record JobOrder(
    String name,
    Duration timeout,
    Optional<String> workspace,
    SequencedMap<String, String> environment) {
  public JobOrder {
    environment = Data.ordered(environment);
  }
}
