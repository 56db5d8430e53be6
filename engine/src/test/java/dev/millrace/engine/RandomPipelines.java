package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.StageBuilder.aStage;
import static dev.millrace.engine.TaskBuilder.aTask;

import dev.millrace.pipeline.Matrix;
import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.RunCondition.Word;
import dev.millrace.pipeline.TaskAction.GatePoint;
import dev.millrace.pipeline.data.Data;
import dev.millrace.testkit.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Pipelines of every shape the rules know, from a seed. */
final class RandomPipelines {
  private final SplittableRandom random;
  private int jobs;

  private RandomPipelines(SplittableRandom random) {
    this.random = random;
  }

  static PipelineBuilder from(SplittableRandom random) {
    return new RandomPipelines(random).pipeline();
  }

  private PipelineBuilder pipeline() {
    var pipeline = PipelineBuilder.aPipeline().variable("X", "1").readOnly("FIXED", "f");
    for (int i = random.nextInt(4); i > 0; i--) {
      pipeline.stage(stage());
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      JobBuilder job = job(List.of());
      if (chance(60)) {
        job.when(Seeds.oneOf(random, Arrays.asList(Word.values())));
      }
      pipeline.lastly(job);
    }
    if (chance(30)) {
      pipeline.cleanVariablesOnRetry();
    }
    return pipeline;
  }

  private StageBuilder stage() {
    var stageJobs = new ArrayList<JobBuilder>();
    var ids = new ArrayList<String>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      JobBuilder job = job(ids);
      if (chance(15)) {
        job.when(condition());
      }
      if (chance(20)) {
        job.matrix(matrix());
      }
      stageJobs.add(job);
      ids.add("j" + jobs);
    }
    StageBuilder stage = aStage(stageJobs.toArray(JobBuilder[]::new));
    if (chance(25)) {
      stage.fastKill();
    }
    if (chance(5)) {
      stage.disabled();
    }
    if (chance(15)) {
      stage.checkIn(check());
    }
    if (chance(8)) {
      stage.checkOut(CheckBuilder.gates("rule"));
    }
    return chance(10) ? stage.when(condition()) : stage;
  }

  private CheckBuilder check() {
    CheckBuilder check =
        chance(70) ? CheckBuilder.aReviewBy(chance(90) ? "ann" : " , ") : new CheckBuilder();
    if (chance(30)) {
      check.then("bob, ann").asking("X", "2");
    }
    return chance(30) ? check.rules("rule") : check;
  }

  private Matrix matrix() {
    String[] values = {"a", "b", "c", "d", "e"};
    return JobBuilder.aMatrix(
        "axis",
        chance(30),
        Optional.of(chance(5) ? 51 : 1 + random.nextInt(3)),
        Arrays.copyOf(values, random.nextInt(values.length + 1)));
  }

  private JobBuilder job(List<String> earlier) {
    jobs++;
    var tasks = new TaskBuilder[1 + random.nextInt(4)];
    for (int i = 0; i < tasks.length; i++) {
      tasks[i] = task(i);
    }
    JobBuilder job = aJob("j" + jobs, tasks);
    if (!earlier.isEmpty() && chance(40)) {
      job.dependsOn(Seeds.oneOf(random, earlier), Seeds.oneOf(random, earlier));
    }
    if (chance(15)) {
      job.mayFail();
    }
    if (!earlier.isEmpty() && chance(15)) {
      job.sameMachineAs(Seeds.oneOf(random, earlier));
    }
    if (chance(15)) {
      job.mutex("lock-${X}", random.nextInt(3), "5");
    }
    return chance(8) ? job.disabled() : job;
  }

  private TaskBuilder task(int position) {
    TaskBuilder task = kind().id("s" + position);
    if (chance(10)) {
      task.pausesBefore();
    }
    if (chance(10)) {
      task.post(Seeds.oneOf(random, List.of("failed()", "always()", "canceledOrTimeOut()", "")));
    }
    if (chance(35)) {
      task.when(taskCondition());
    }
    if (chance(20)) {
      task.retries(random.nextInt(4));
    }
    if (chance(15)) {
      task.mayFail();
    }
    return chance(8) ? task.disabled() : task;
  }

  private TaskBuilder kind() {
    return switch (random.nextInt(9)) {
      case 0 -> TaskBuilder.aReview(random.nextInt(8) == 0 ? "" : "ann").remindsAfter(2);
      case 1 -> TaskBuilder.aCall("other", random.nextBoolean());
      case 2 -> TaskBuilder.aGate(GatePoint.AFTER, "unit tests");
      default -> aTask("echo ${X}");
    };
  }

  private RunCondition taskCondition() {
    return chance(60)
        ? new RunCondition.By(
            Seeds.oneOf(
                random,
                List.of(
                    Word.ALWAYS,
                    Word.ALWAYS_UNLESS_CANCELLED,
                    Word.FAILURE,
                    Word.FAILURE_NOT_EXCUSED)))
        : condition();
  }

  private RunCondition condition() {
    return Seeds.oneOf(
        random,
        List.of(
            new RunCondition.VariablesMatch(Data.ordered(Map.of("X", "1"))),
            new RunCondition.NotWhenVariablesMatch(Data.ordered(Map.of("X", "1"))),
            new RunCondition.When("variables.X == '1'"),
            new RunCondition.When("variables.X == '2'"),
            new RunCondition.When("this is ( broken")));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
