package dev.millrace.server.builds;

import dev.millrace.pipeline.Pipeline;
import dev.millrace.testkit.Seeds;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Pipelines for the simulation: many of a few jobs, some of dozens. Read once, for all seeds. */
final class SimulatedPipelines {
  private static final int KINDS = 60;
  private static final int MOST_JOBS_OF_A_STAGE = 4;
  private static final int MOST_JOBS_OF_A_BIG_STAGE = 12;

  private static final List<Pipeline> POOL =
      IntStream.range(0, KINDS)
          .mapToObj(seed -> new SimulatedPipelines(new SplittableRandom(seed)).pipeline())
          .toList();

  private final SplittableRandom random;
  private final StringBuilder yaml = new StringBuilder();
  private int jobs;

  private SimulatedPipelines(SplittableRandom random) {
    this.random = random;
  }

  static Pipeline oneOf(SplittableRandom random) {
    return Seeds.oneOf(random, POOL);
  }

  private Pipeline pipeline() {
    boolean big = chance(10);
    yaml.append("version: v3.0\nname: simulated\nstages:\n");
    for (int i = random.nextInt(1, big ? 5 : 4); i > 0; i--) {
      stage(random.nextInt(1, (big ? MOST_JOBS_OF_A_BIG_STAGE : MOST_JOBS_OF_A_STAGE) + 1));
    }
    if (chance(60)) {
      yaml.append("finally:\n  clean:\n    steps:\n      - run: ./clean\n");
    }
    return CallingPipelines.of(yaml.toString());
  }

  private void stage(int count) {
    yaml.append("  - fast-kill: ").append(chance(25)).append('\n');
    if (chance(15)) {
      line(4, "check-in:");
      line(6, "reviews:");
      line(8, "flows:");
      line(10, "- name: first");
      line(12, "reviewers: [ann, bob]");
      line(10, "- name: second");
      line(12, "reviewers: cid");
      line(8, "variables:");
      line(10, "TARGET:");
      line(12, "default: here");
    }
    line(4, "jobs:");
    int first = jobs;
    for (int i = 0; i < count; i++) {
      job(first);
    }
  }

  private void job(int firstOfStage) {
    yaml.append("      j").append(jobs).append(":\n");
    if (jobs > firstOfStage && chance(40)) {
      line(8, "depend-on: [j" + random.nextInt(firstOfStage, jobs) + "]");
    }
    if (chance(15)) {
      line(8, "continue-on-error: true");
    }
    if (chance(20)) {
      line(8, "strategy:");
      line(10, "matrix:");
      line(12, "os: [a, b, c]");
      line(10, "fast-kill: " + chance(30));
      line(10, "max-parallel: " + random.nextInt(1, 4));
    }
    if (chance(15)) {
      line(8, "mutex:");
      line(10, "label: bench");
      line(10, "queue-length: 3");
    }
    line(8, "steps:");
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      task();
    }
    jobs++;
  }

  private void task() {
    if (chance(5)) {
      line(10, "- uses: manualReviewUserTask@1.*");
      line(12, "with:");
      line(14, "reviewUsers: [ann]");
      line(14, "reminderTime: 1");
      return;
    }
    if (chance(6)) {
      line(10, "- uses: call@1.*");
      line(12, "with:");
      line(14, "subPipelineType: NAME");
      line(14, "subPipelineName: " + Seeds.oneOf(random, SimulatedCalls.NAMES));
      line(14, "asynchronous: '" + chance(25) + "'");
    } else {
      line(10, "- run: make");
    }
    if (chance(5)) {
      line(12, "can-pause-before-run: true");
    }
    if (chance(20)) {
      line(12, "retry-times: " + random.nextInt(1, 3));
    }
    if (chance(15)) {
      line(12, "continue-on-error: true");
    }
    if (chance(20)) {
      line(12, "timeout-minutes: 1");
    }
    if (chance(20)) {
      line(
          12,
          "if: " + Seeds.oneOf(random, List.of("ALWAYS", "ALWAYS_UNLESS_CANCELLED", "FAILURE")));
    }
  }

  private void line(int indent, String text) {
    yaml.repeat(' ', indent).append(text).append('\n');
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
