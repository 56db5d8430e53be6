package dev.millrace.server.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent.CancelRequested;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class BuildListenersTest extends BuildsTestBase {
  @Test
  void a_slow_listener_delays_nobody_and_misses_no_end() throws Exception {
    Builds builds = open(new EngineRules());
    var release = new CountDownLatch(1);
    List<Build> told = new ArrayList<>();
    Set<Build> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Listening listening =
        builds.listen((before, after, _) -> {
          awaitQuietly(release);
          if (before.map(seen::contains).orElse(true)) {
            seen.add(after);
            told.add(after);
          }
        });

    int many = BuildListener.MAX_QUEUED / 2 + 100;
    for (int n = 0; n < many; n++) {
      Build build = begin(builds, request("b-" + n));
      now(builds.sendLater(build.id(), new CancelRequested("ann", true)));
    }
    release.countDown();
    listening.close();

    assertThat(told.stream().filter(build -> build.status().isFinished())).hasSize(many);
    assertThat(told.size()).isBetween(BuildListener.MAX_QUEUED, 2 * many);
  }

  @Test
  void a_listener_has_caught_up_when_it_was_told_everything_committed_so_far() {
    Builds builds = open(new EngineRules());
    var release = new CountDownLatch(1);
    List<Build> told = new ArrayList<>();
    Listening listening =
        builds.listen((_, after, _) -> {
          awaitQuietly(release);
          told.add(after);
        });
    Build first = begin(builds, request("b-1"));
    Build last = now(builds.sendLater(first.id(), new CancelRequested("ann", true)));

    assertThat(listening.awaitCaughtUp(Duration.ofMillis(1))).isFalse();
    release.countDown();

    assertThat(listening.awaitCaughtUp(LONG)).isTrue();
    assertThat(told).containsExactly(first, last);
  }

  @Test
  void a_listener_that_fails_is_told_what_comes_next() {
    Builds builds = open(new EngineRules());
    List<Build> told = new ArrayList<>();
    Listening listening =
        builds.listen((before, after, _) -> {
          told.add(after);
          if (before.isEmpty()) {
            throw new AssertionError("a bug of the listener");
          }
        });

    Build first = begin(builds, request("b-1"));
    Build last = now(builds.sendLater(first.id(), new CancelRequested("ann", true)));

    assertThat(listening.awaitCaughtUp(LONG)).isTrue();
    assertThat(told).containsExactly(first, last);
  }

  @Test
  void a_listener_that_was_given_up_is_told_nothing_any_more() {
    var calls = new Semaphore(0);
    var release = new CountDownLatch(1);
    var queue =
        new ListenerQueue(
            (_, _, _) -> {
              calls.release();
              awaitInterrupted(release);
            },
            Duration.ofMillis(1));
    queue.start();
    for (int n = 0; n < 3; n++) {
      queue.add(
          new ListenerQueue.Step(Optional.empty(), Samples.queued("b-" + n), Optional.empty()));
    }
    calls.acquireUninterruptibly();

    queue.close();
    release.countDown();

    assertThat(queue.awaitCaughtUp(LONG)).isTrue();
    assertThat(calls.availablePermits()).isZero();
  }

  private static void awaitInterrupted(CountDownLatch latch) {
    boolean released = false;
    while (!released) {
      try {
        latch.await();
        released = true;
      } catch (InterruptedException stop) {
        // As a listener that does not know how to stop.
      }
    }
  }

  @Test
  void whoever_has_waited_for_an_end_finds_it_on_its_way_to_the_listeners() {
    try (Builds builds = Builds.open(store, machines, NOBODY, clock)) {
      for (int n = 0; n < 500; n++) {
        BuildId id =
            Beginnings.begin(store, builds, request("b-" + n), clock.instant()).join().id();
        List<Build> told = new CopyOnWriteArrayList<>();
        Listening listening = builds.listen((_, after, _) -> told.add(after));
        var heard = new CompletableFuture<Boolean>();
        Thread.ofVirtual()
            .start(() -> {
              Build end = builds.awaitEnd(id, LONG);
              listening.close();
              heard.complete(told.contains(end));
            });

        builds.send(id, new CancelRequested("ann", true));

        assertThat(heard.join()).as("in round %s", n).isTrue();
      }
    }
  }

  private static final Messenger NOBODY =
      (_, _, message) -> CompletableFuture.completedFuture(message);

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
