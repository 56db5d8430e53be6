package dev.millrace.server.builds;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.pipeline.Concurrency;
import dev.millrace.pipeline.Concurrency.RunLock;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.server.builds.queues.StartRequest;
import dev.millrace.testkit.Seeds;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Starts of a simulation: few pipelines of every lock, with few slots and short lines. */
final class SimulatedStarts {
  private SimulatedStarts() {}

  static StartRequest request(SplittableRandom random, String id) {
    RunLock lock = Seeds.oneOf(random, List.of(RunLock.values()));
    String group = lock == RunLock.GROUP_LOCK ? "-" + random.nextInt(2) : "";
    return StartRequest.plain(
        new BuildId(id),
        new ProjectId("x"),
        new PipelineId(lock + group),
        with(
            new Concurrency(
                lock,
                lock == RunLock.GROUP_LOCK ? Optional.of("shared") : Optional.empty(),
                lock == RunLock.GROUP_LOCK && random.nextInt(3) == 0,
                Optional.of(random.nextInt(3)),
                Optional.of(30),
                lock == RunLock.MULTIPLE ? Optional.of(1) : Optional.empty())));
  }

  private static Pipeline with(Concurrency concurrency) {
    return new Pipeline(
        PIPELINE.name(),
        PIPELINE.description(),
        PIPELINE.labels(),
        PIPELINE.triggersWritten(),
        PIPELINE.triggers(),
        PIPELINE.variables(),
        PIPELINE.variableGroups(),
        PIPELINE.stages(),
        PIPELINE.finallyJobs(),
        PIPELINE.template(),
        PIPELINE.resources(),
        PIPELINE.notices(),
        concurrency,
        PIPELINE.recommendedVersion(),
        PIPELINE.settings(),
        PIPELINE.extras());
  }

  private static final Pipeline PIPELINE =
      Samples.pipeline(
          """
          version: v3.0
          name: simulated
          stages:
            - jobs:
                compile:
                  steps:
                    - run: make
                      retry-times: 2
                    - run: make check
                test:
                  depend-on: [compile]
                  strategy:
                    matrix:
                      os: [a, b, c]
                    max-parallel: 2
                  steps:
                    - run: ./test
                      continue-on-error: true
                lint:
                  steps:
                    - run: ./lint
                      timeout-minutes: 1
            - fast-kill: true
              jobs:
                upload:
                  steps:
                    - run: ./upload
                mirror:
                  steps:
                    - run: ./mirror
          finally:
            clean:
              steps:
                - run: ./clean
          """);
}
