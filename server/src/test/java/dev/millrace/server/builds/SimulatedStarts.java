package dev.millrace.server.builds;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.pipeline.Concurrency;
import dev.millrace.pipeline.Concurrency.RunLock;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.data.Data;
import dev.millrace.server.builds.queues.StartRequest;
import dev.millrace.testkit.Seeds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Starts of a simulation: few queues of every lock, with few slots and short lines, some after a
 * review.
 */
final class SimulatedStarts {
  private SimulatedStarts() {}

  static StartRequest request(SplittableRandom random, String id) {
    RunLock lock = Seeds.oneOf(random, List.of(RunLock.values()));
    String group = lock == RunLock.GROUP_LOCK ? "-" + random.nextInt(2) : "";
    return new StartRequest(
        new BuildId(id),
        new ProjectId("x"),
        new PipelineId(lock + group),
        with(
            SimulatedPipelines.oneOf(random),
            new Concurrency(
                lock,
                lock == RunLock.GROUP_LOCK ? Optional.of("shared") : Optional.empty(),
                lock == RunLock.GROUP_LOCK && random.nextInt(3) == 0,
                Optional.of(random.nextInt(3)),
                Optional.of(30),
                lock == RunLock.MULTIPLE ? Optional.of(1) : Optional.empty())),
        Data.ordered(Map.of()),
        Data.ordered(Map.of()),
        Set.of(),
        1,
        false,
        random.nextInt(5) == 0 ? List.of("ann", "bob") : List.of());
  }

  private static Pipeline with(Pipeline plain, Concurrency concurrency) {
    return new Pipeline(
        plain.name(),
        plain.description(),
        plain.labels(),
        plain.triggersWritten(),
        plain.triggers(),
        plain.variables(),
        plain.variableGroups(),
        plain.stages(),
        plain.finallyJobs(),
        plain.template(),
        plain.resources(),
        plain.notices(),
        concurrency,
        plain.recommendedVersion(),
        plain.settings(),
        plain.extras());
  }
}
