package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.trials.MovedClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server whose clock is put forward and back by an hour. */
class ClockStepTest {
  private static final int HOUR_SECONDS = 3_600;

  @TempDir Path folder;

  @Test
  void a_clock_put_forward_and_back_by_an_hour_ends_what_is_due_once_and_holds_up_nothing() {
    var clock = ClockFile.in(folder);
    try (var house = new ServerHouse(folder, folder.resolve("data"))) {
      var _ = house.with(MovedClock.OFFSET, clock.toString());
      ServerHouse.Life life = house.first();
      Api api = house.api;
      var held = new Held(api, folder);
      String turns = held.pipeline("turns", "concurrency: {group: g, queue-timeout-minutes: 30}");
      String other = held.pipeline("other", "");
      String running = held.start(turns, "first");
      held.awaitBegin("turns");
      String waiting = held.start(turns, "second");
      assertThat(held.status(waiting)).isEqualTo("QUEUE");

      clock.set(HOUR_SECONDS);
      String ahead = held.start(other, "ahead");
      held.awaitBegin("other");
      held.awaitStatus(waiting, "QUEUE_TIMEOUT");
      assertThat(held.status(running)).isEqualTo("RUNNING");

      clock.set(0);
      String back = held.start(other, "back");
      held.await("both run", () -> held.begins("other").size() == 2);
      held.letGo("turns");
      held.letGo("other");
      for (String build : List.of(running, ahead, back)) {
        held.awaitStatus(build, "SUCCEED");
        assertThat(held.detail(build).get("timing").get("runMillis").asLong()).isNotNegative();
      }
      assertThat(held.status(waiting)).isEqualTo("QUEUE_TIMEOUT");
      assertThat(held.start(other, "ahead")).as("the same key, the same build").isEqualTo(ahead);
      assertThat(held.detail(back).get("build").get("number").asLong()).isEqualTo(2);
      assertThat(listed(api)).containsExactlyInAnyOrder(running, waiting, ahead, back);

      life.kill();
      ServerHouse.Life next = house.start();
      held.awaitStatus(held.start(turns, "after"), "SUCCEED");
      assertThat(held.status(waiting)).isEqualTo("QUEUE_TIMEOUT");
      assertThat(next.stop().exitCode()).isZero();
    }
  }

  private static List<String> listed(Api api) {
    var ids = new ArrayList<String>();
    api.get(ChaosLoad.BUILDS)
        .require(200)
        .json()
        .get("items")
        .forEach(build -> ids.add(build.get("id").asString()));
    return ids;
  }
}
