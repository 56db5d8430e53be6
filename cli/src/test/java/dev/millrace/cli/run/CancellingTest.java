package dev.millrace.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobState;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.engine.state.StageState;
import dev.millrace.engine.state.TaskState;
import dev.millrace.pipeline.yaml.YamlReader;
import dev.millrace.protocol.JobLease;
import dev.millrace.server.LocalMachines;
import dev.millrace.server.LocalPlatform;
import dev.millrace.server.builds.queues.StartRequest;
import dev.millrace.server.logs.LogSlice;
import dev.millrace.testkit.VirtualClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CancellingTest {
  private static final BuildId BUILD = new BuildId("b");

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // opened before each test
  private LocalPlatform platform;

  @BeforeEach
  void open() {
    platform = LocalPlatform.open(folder, folder, new VirtualClock(), _ -> new NoMachines());
  }

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void a_build_that_runs_is_cancelled_when_it_is_asked_for() {
    try (var cancelling = new Cancelling(platform, BUILD, new NoReporter())) {
      accept();
      cancelling.begun();
      assertThat(platform.builds().find(BUILD).orElseThrow().cancel()).isEmpty();

      cancelling.ask();

      assertThat(end().status()).isEqualTo(BuildStatus.CANCELED);
    }
  }

  @Test
  void what_is_asked_before_the_build_is_there_is_done_when_it_is() {
    try (var cancelling = new Cancelling(platform, BUILD, new NoReporter())) {
      cancelling.ask();
      accept();

      cancelling.begun();

      assertThat(end().status()).isEqualTo(BuildStatus.CANCELED);
      assertThat(cancelling.wasAsked()).isTrue();
    }
  }

  private void accept() {
    var pipeline =
        YamlReader.ofVersion3()
            .read("{version: v3.0, steps: [{run: sleep 1000}]}", "test.yml")
            .pipeline()
            .orElseThrow();
    var _ =
        platform
            .queues()
            .start(
                StartRequest.plain(
                    BUILD, new ProjectId("local"), new PipelineId("test"), pipeline));
  }

  private Build end() {
    return platform.builds().awaitEnd(BUILD, Duration.ofSeconds(30));
  }

  /** No job ever gets a worker. */
  private static final class NoMachines implements LocalMachines {
    @Override
    public void prepare(JobLease lease) {}

    @Override
    public void release(JobLease lease) {}

    @Override
    public void close() {}
  }

  /** Shows nothing. */
  private static final class NoReporter implements Reporter {
    @Override
    public void build(Build build) {}

    @Override
    public void stage(StageState stage) {}

    @Override
    public void job(StageState stage, JobState job) {}

    @Override
    public void task(JobState job, TaskState task) {}

    @Override
    public void output(JobState job, TaskState task, LogSlice lines) {}

    @Override
    public Stillness keepStill() {
      return () -> {};
    }

    @Override
    public void cancelling(boolean forced) {}

    @Override
    public void close() {}
  }
}
