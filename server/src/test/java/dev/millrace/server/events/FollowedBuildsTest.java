package dev.millrace.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.Effect;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.Arbitration;
import dev.millrace.server.builds.Machines;
import dev.millrace.server.builds.Samples;
import dev.millrace.server.builds.memory.MemoryBuildStore;
import dev.millrace.server.builds.queues.StartRequest;
import dev.millrace.testkit.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FollowedBuildsTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final ProjectId PROJECT = new ProjectId("alpha");
  private static final PipelineId PIPELINE = new PipelineId("p-1");
  private static final BuildId BUILD = new BuildId("b-1");

  @Test
  void whoever_watches_sees_a_build_from_its_start_to_its_end() {
    var clock = new VirtualClock();
    var events = new LiveEvents(clock);
    try (var rooms = Arbitration.open(new MemoryBuildStore(), NO_MACHINES, clock);
        var following = events.follow(rooms.builds());
        var watcher = events.subscribe(_ -> true)) {
      var _ = rooms.queues().start(StartRequest.plain(BUILD, PROJECT, PIPELINE, Samples.PIPELINE));
      var _ = rooms.builds().send(BUILD, new BuildEvent.CancelRequested("ann", true));

      List<LiveEvent> told = until(watcher, BuildStatus.CANCELED);

      assertThat(told)
          .extracting(LiveEvent::place)
          .containsOnly(
              new LiveEvent.Place(Optional.of(PROJECT), Optional.of(PIPELINE), Optional.of(BUILD)));
      assertThat(told)
          .anyMatch(event ->
              event.change() instanceof Change.OfJob job && job.status() == JobStatus.CANCELED);
      Build end = rooms.builds().find(BUILD).orElseThrow();
      assertThat(told.getLast().change()).isEqualTo(Change.OfBuild.of(end));
      assertThat(following.awaitCaughtUp(LONG)).isTrue();
    }
  }

  private static List<LiveEvent> until(Subscription watcher, BuildStatus status) {
    List<LiveEvent> told = new ArrayList<>();
    while (told.stream()
        .noneMatch(
            event -> event.change() instanceof Change.OfBuild build && build.status() == status)) {
      if (!(watcher.next(LONG) instanceof Delivery.Some(var some))) {
        throw new AssertionError("no end was told, only " + told);
      }
      told.addAll(some);
    }
    return told;
  }

  private static final Machines NO_MACHINES =
      new Machines() {
        @Override
        public void prepare(BuildId build, Effect.PrepareMachine wanted) {}

        @Override
        public void stop(BuildId build, Effect.StopTask wanted) {}

        @Override
        public void release(BuildId build, Effect.ReleaseMachine wanted) {}
      };
}
