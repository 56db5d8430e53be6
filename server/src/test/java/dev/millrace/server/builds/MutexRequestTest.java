package dev.millrace.server.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent.CancelRequested;
import dev.millrace.engine.event.BuildEvent.MutexGranted;
import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.MutexId;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.data.Data;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * What a job asks of its mutex is sent until it has arrived, and no longer than it is wanted: in
 * seed 353,321 of the simulation each start of the process asked again, for builds long over, and
 * was granted again, until there were more messages than a process lived to deliver.
 */
class MutexRequestTest extends BuildsTestBase {
  private static final Pipeline PIPELINE =
      Samples.pipeline(
          """
          version: v3.0
          name: one
          jobs:
            only:
              mutex: {label: bench, queue-enable: true, queue-length: 5}
              steps: [{run: make}]
          """);

  private static final MutexId BENCH = new MutexId("", "bench");
  private static final Effect.AcquireMutex ASKED =
      new Effect.AcquireMutex(JOB, 1, 1, BENCH, Optional.of(5));
  private static final Effect.ReleaseMutex RELEASED = new Effect.ReleaseMutex(JOB, 1, 1, BENCH);

  /** Builds whose messages never arrive. */
  private Builds openUnheard() {
    return new Builds(
        store,
        machines,
        (_, _, message) -> {
          told.add(message);
          return new CompletableFuture<>();
        },
        clock,
        new EngineRules(),
        turns::add,
        IN_MEMORY);
  }

  private Build begun(Builds builds) {
    var request =
        new BuildRequest(
            new BuildId("b-1"),
            1,
            PIPELINE,
            Data.ordered(Map.of()),
            Data.ordered(Map.of()),
            Set.of());
    return begin(builds, request);
  }

  private void restart() {
    told.clear();
    openUnheard().recoverLater();
    runTurns();
  }

  @Test
  void who_waits_asks_again_after_a_restart() {
    begun(openUnheard());
    assertThat(told).containsExactly(ASKED);

    restart();

    assertThat(told).containsExactly(ASKED);
  }

  @Test
  void who_has_it_does_not_ask_again() {
    Builds builds = openUnheard();
    Build build = begun(builds);
    now(builds.sendLater(build.id(), new MutexGranted(JOB, 1, 1, BENCH)));

    restart();

    assertThat(told).isEmpty();
  }

  @Test
  void who_has_let_go_of_it_says_only_that() {
    Builds builds = openUnheard();
    Build build = begun(builds);
    now(builds.sendLater(build.id(), new CancelRequested("ann", true)));
    assertThat(told).contains(RELEASED);

    restart();

    assertThat(told).contains(RELEASED).doesNotContain(ASKED);
    assertThat(store.load(build.id()).orElseThrow().effects())
        .extracting(RecordedEffect::effect)
        .doesNotContain(ASKED);
  }
}
