package dev.millrace.server.builds;

import dev.millrace.engine.TaskLayout;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.Caller;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.Jobs;
import dev.millrace.engine.state.MachineUse;
import dev.millrace.engine.state.MatrixRole;
import dev.millrace.engine.state.Queueing;
import dev.millrace.engine.state.RunTime;
import dev.millrace.engine.state.StageChecks;
import dev.millrace.engine.state.StageId;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.StartValues;
import dev.millrace.engine.state.TaskId;
import dev.millrace.engine.state.TaskState;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.engine.state.Tasks;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.pipeline.Job;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.Stage;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.yaml.ReadResult;
import dev.millrace.pipeline.yaml.YamlReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Pipelines and builds for tests of this room. */
public final class Samples {
  public static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456789Z");

  public static final Pipeline PIPELINE =
      pipeline(
          """
          version: v3.0
          name: sample
          stages:
            - name: build
              jobs:
                compile:
                  steps:
                    - run: make
                    - run: make check
                test:
                  depend-on: [compile]
                  strategy:
                    matrix:
                      os: [linux, windows]
                  steps:
                    - run: ./test
            - name: publish
              jobs:
                upload:
                  steps:
                    - run: ./upload
          finally:
            clean:
              steps:
                - run: ./clean
          """);

  private Samples() {}

  /** The pipeline of a YAML text. */
  public static Pipeline pipeline(String yaml) {
    ReadResult result = YamlReader.ofVersion3().read(yaml, "sample.yml");
    return result.pipeline().orElseThrow(() -> new AssertionError(result.problems().toString()));
  }

  /** A build of {@link #PIPELINE} in the queue, laid out without the engine's help. */
  public static Build queued(String id) {
    return queued(id, NOW);
  }

  public static Build queued(String id, Instant createdAt) {
    List<StageState> stages = new ArrayList<>();
    for (Stage stage : PIPELINE.plainStages()) {
      stages.add(stage(stages.size(), stage.name(), Optional.of(stage), stage.plainJobs()));
    }
    stages.add(stage(stages.size(), "finally", Optional.empty(), PIPELINE.plainFinallyJobs()));
    return new Build(
        new BuildId(id),
        1,
        PIPELINE,
        1,
        BuildStatus.QUEUE,
        stages,
        Data.ordered(Map.of("branch", VariableValue.plain("main"))),
        createdAt,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new StartValues(
            Data.ordered(Map.of("branch", "it's \"main\"")),
            Data.ordered(Map.of("by", new VariableValue("ann", true, true))),
            Set.of("compile", "test"),
            Optional.of(
                new Caller(
                    new BuildId("parent"), new JobId("j"), 1, new TaskId("j:1"), 2, true, 3))),
        Queueing.ofNamed(PIPELINE.name()),
        Optional.empty());
  }

  private static StageState stage(
      int index, String name, Optional<Stage> definition, List<Job> jobs) {
    return new StageState(
        new StageId("stage-" + index),
        index,
        name,
        definition,
        StageStatus.QUEUE,
        1,
        Jobs.of(jobs.stream().map(job -> job(job, job.id(), new MatrixRole.None())).toList()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        StageChecks.NONE);
  }

  static JobState job(Job definition, String id, MatrixRole role) {
    var job = new JobId(id);
    List<TaskState> tasks = new ArrayList<>();
    for (TaskLayout laid : TaskLayout.of(definition)) {
      tasks.add(
          new TaskState(
              TaskId.of(job, tasks.size() + 1),
              laid.definition(),
              laid.postOf(),
              TaskStatus.QUEUE,
              1,
              0,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Data.ordered(Map.of()),
              List.of(),
              Optional.empty(),
              Optional.empty()));
    }
    return new JobState(
        job,
        definition,
        definition.displayName(),
        role,
        definition.dependsOn().stream().map(JobId::new).toList(),
        JobStatus.QUEUE,
        1,
        0,
        0,
        MachineUse.NONE,
        RunTime.NONE,
        Tasks.of(tasks),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0);
  }
}
