package dev.millrace.server.builds.sql;

import dev.millrace.pipeline.Job;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.Stage;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** Where the parts of a pipeline stand in it, so that rows can refer to them by position. */
final class Definitions {
  private final IdentityHashMap<Job, Integer> jobs = new IdentityHashMap<>();
  private final IdentityHashMap<Stage, Integer> stages = new IdentityHashMap<>();

  Definitions(Pipeline pipeline) {
    List<Stage> all = pipeline.plainStages();
    for (int position = 0; position < all.size(); position++) {
      stages.put(all.get(position), position);
      add(all.get(position).plainJobs());
    }
    add(pipeline.plainFinallyJobs());
  }

  private void add(List<Job> ofStage) {
    for (int position = 0; position < ofStage.size(); position++) {
      jobs.put(ofStage.get(position), position);
    }
  }

  Optional<Integer> positionOf(Optional<Stage> stage) {
    return stage.map(definition -> {
      Integer position = stages.get(definition);
      if (position == null) {
        throw new IllegalStateException("the build's pipeline has no stage " + definition);
      }
      return position;
    });
  }

  int positionOf(Job job) {
    Integer position = jobs.get(job);
    if (position == null) {
      throw new IllegalStateException("the build's pipeline has no job " + job.id());
    }
    return position;
  }

  /** The jobs of the stage at this position; of the finally stage when there is none. */
  static List<Job> jobsOf(Pipeline pipeline, Optional<Stage> stage) {
    return stage.map(Stage::plainJobs).orElseGet(pipeline::plainFinallyJobs);
  }
}
