package dev.millrace.server.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.engine.state.TaskId;
import dev.millrace.server.Arbitration;
import dev.millrace.server.builds.calls.Calls;
import dev.millrace.server.builds.queues.StartRequest;
import org.junit.jupiter.api.Test;

/** Two things at once that one thread does one inside the other. */
class CallRaceTest extends BuildsTestBase {
  private static final BuildId PARENT = new BuildId("b-1");
  private static final BuildId CHILD = Calls.childOf(PARENT, new TaskId("only:1"), 1, 0);

  private Runnable meanwhile = () -> {};

  @Test
  void a_cancel_that_comes_while_the_child_is_being_stored_reaches_it() {
    var caller =
        CallingPipelines.of(
            """
            version: v3.0
            name: caller
            jobs: {only: {steps: [{uses: call@1.*, with: {subPipelineId: leaf}}]}}
            """);
    Arbitration platform =
        Arbitration.simulated(
            new CrashingStore(store, this::once),
            SimulatedCalls.PIPELINES,
            machines,
            clock,
            turns::add,
            IN_MEMORY);
    var _ =
        platform
            .queues()
            .startLater(
                StartRequest.plain(PARENT, new ProjectId("x"), new PipelineId("caller"), caller));
    turns.remove().run();
    turns.remove().run();

    meanwhile =
        () -> {
          var _ = platform.builds().sendLater(PARENT, new BuildEvent.CancelRequested("bob", true));
          runTurns();
          assertThat(build(PARENT).status()).isEqualTo(BuildStatus.CANCELED);
          assertThat(store.load(CHILD)).isEmpty();
        };
    runTurns();

    assertThat(build(CHILD).status()).isEqualTo(BuildStatus.CANCELED);
    assertThat(store.load(PARENT).orElseThrow().effects()).isEmpty();
  }

  private void once() {
    Runnable deed = meanwhile;
    meanwhile = () -> {};
    deed.run();
  }

  private Build build(BuildId id) {
    return store.load(id).orElseThrow().build();
  }
}
