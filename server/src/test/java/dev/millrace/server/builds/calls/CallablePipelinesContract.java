package dev.millrace.server.builds.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.server.builds.Samples;
import dev.millrace.server.builds.calls.CallablePipelines.Found;
import org.junit.jupiter.api.Test;

/** What every source of pipelines promises. */
public interface CallablePipelinesContract {
  PipelineId CALLER = new PipelineId("p-1");
  PipelineId CALLED = new PipelineId("p-2");
  ProjectId ACME = new ProjectId("acme");
  Pipeline PIPELINE = Samples.PIPELINE;

  /** Two pipelines in these projects; the called one is {@link #PIPELINE}. */
  CallablePipelines with(ProjectId ofCaller, ProjectId ofCalled);

  @Test
  default void a_pipeline_of_the_same_project_is_found_by_name_and_by_id() {
    CallablePipelines pipelines = with(ACME, ACME);
    var called = new Found.Callable(ACME, CALLED, PIPELINE);

    assertThat(pipelines.find(CALLER, "sample", true)).isEqualTo(called);
    assertThat(pipelines.find(CALLER, "p-2", false)).isEqualTo(called);
  }

  @Test
  default void a_name_is_no_id() {
    CallablePipelines pipelines = with(ACME, ACME);

    assertThat(pipelines.find(CALLER, "sample", false)).isInstanceOf(Found.Nothing.class);
    assertThat(pipelines.find(CALLER, "p-2", true)).isInstanceOf(Found.Nothing.class);
  }

  @Test
  default void a_pipeline_of_another_project_is_not_found() {
    CallablePipelines pipelines = with(ACME, new ProjectId("other"));

    assertThat(pipelines.find(CALLER, "sample", true)).isInstanceOf(Found.Nothing.class);
    assertThat(pipelines.find(CALLER, "p-2", false)).isInstanceOf(Found.Nothing.class);
  }

  @Test
  default void who_belongs_to_no_project_finds_nothing() {
    CallablePipelines pipelines = with(ACME, ACME);

    assertThat(pipelines.find(new PipelineId("stranger"), "sample", true))
        .isInstanceOf(Found.Nothing.class);
  }
}
