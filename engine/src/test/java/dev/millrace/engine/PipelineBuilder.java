package dev.millrace.engine;

import dev.millrace.expression.Dialect;
import dev.millrace.pipeline.Concurrency;
import dev.millrace.pipeline.Job;
import dev.millrace.pipeline.JobEntry;
import dev.millrace.pipeline.Notice;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.Resources;
import dev.millrace.pipeline.Settings;
import dev.millrace.pipeline.Stage;
import dev.millrace.pipeline.StageEntry;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.variable.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pipelines for tests, in the words of the domain. */
final class PipelineBuilder {
  private final List<StageEntry> stages = new ArrayList<>();
  private final List<JobEntry> finallyJobs = new ArrayList<>();
  private final List<Variable> variables = new ArrayList<>();
  private Settings settings = Settings.DEFAULT;
  private Concurrency concurrency = Concurrency.DEFAULT;
  private List<Notice> notices = List.of();

  static PipelineBuilder aPipeline() {
    return new PipelineBuilder();
  }

  /** A pipeline of one stage with these jobs. */
  static PipelineBuilder aPipelineOf(JobBuilder... jobs) {
    return aPipeline().stage(StageBuilder.aStage(jobs));
  }

  PipelineBuilder stage(StageBuilder stage) {
    stages.add(stage.build());
    return this;
  }

  PipelineBuilder stage(JobBuilder... jobs) {
    return stage(StageBuilder.aStage(jobs));
  }

  PipelineBuilder lastly(JobBuilder... jobs) {
    for (JobBuilder job : jobs) {
      finallyJobs.add(job.build());
    }
    return this;
  }

  PipelineBuilder variable(String name, String value) {
    return variable(name, value, false, false);
  }

  PipelineBuilder readOnly(String name, String value) {
    return variable(name, value, true, false);
  }

  PipelineBuilder constant(String name, String value) {
    return variable(name, value, true, true);
  }

  PipelineBuilder variable(VariableBuilder variable) {
    return variable(variable.build());
  }

  PipelineBuilder variable(Variable variable) {
    variables.add(variable);
    return this;
  }

  private PipelineBuilder variable(String name, String value, boolean readOnly, boolean constant) {
    return variable(
        new Variable(
            name,
            Data.text(value),
            readOnly,
            constant,
            !constant,
            false,
            Optional.empty(),
            Data.ordered(Map.of()),
            Optional.empty(),
            Data.none()));
  }

  PipelineBuilder dialect(Dialect dialect) {
    settings =
        new Settings(
            settings.disabled(),
            settings.failIfVariableInvalid(),
            settings.customBuildNumber(),
            Optional.of(dialect),
            settings.cancelRestricted(),
            settings.cleanVariablesOnRetry(),
            settings.runsOn());
    return this;
  }

  PipelineBuilder customBuildNumber(String rule) {
    settings =
        new Settings(
            settings.disabled(),
            settings.failIfVariableInvalid(),
            Optional.of(rule),
            settings.dialect(),
            settings.cancelRestricted(),
            settings.cleanVariablesOnRetry(),
            settings.runsOn());
    return this;
  }

  PipelineBuilder cleanVariablesOnRetry() {
    settings =
        new Settings(
            settings.disabled(),
            settings.failIfVariableInvalid(),
            settings.customBuildNumber(),
            settings.dialect(),
            settings.cancelRestricted(),
            true,
            settings.runsOn());
    return this;
  }

  PipelineBuilder settings(Settings other) {
    settings = other;
    return this;
  }

  PipelineBuilder concurrency(Concurrency other) {
    concurrency = other;
    return this;
  }

  PipelineBuilder notices(Notice... some) {
    notices = List.of(some);
    return this;
  }

  Pipeline build() {
    return new Pipeline(
        "sample",
        "",
        List.of(),
        false,
        List.of(),
        variables,
        List.of(),
        stages,
        finallyJobs,
        Optional.empty(),
        Resources.NONE,
        notices,
        concurrency,
        Optional.empty(),
        settings,
        Data.none());
  }

  static List<Job> jobsOf(Pipeline pipeline) {
    var jobs = new ArrayList<Job>();
    for (Stage stage : pipeline.plainStages()) {
      jobs.addAll(stage.plainJobs());
    }
    jobs.addAll(pipeline.plainFinallyJobs());
    return jobs;
  }
}
