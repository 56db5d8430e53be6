package dev.millrace.server.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.BuildId;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveBuildsTest {
  private static final int LIMIT = 50;

  private final LiveBuilds live =
      new LiveBuilds(
          LIMIT,
          id ->
              new BuildMailbox(
                  new LiveState(id),
                  Runnable::run,
                  (errand, _) -> {
                    throw new AssertionError("nobody sends " + errand);
                  }));

  @Test
  void builds_that_somebody_waits_for_do_not_keep_others_in_memory() {
    int waitedFor = 40;
    IntStream.range(0, waitedFor).forEach(n -> live.acquire(new BuildId("waited-" + n)));

    for (int n = 0; n < 1_000; n++) {
      var id = new BuildId("b-" + n);
      live.acquire(id);
      live.release(id);
    }

    assertThat(live.all()).hasSize(LIMIT);
    assertThat(IntStream.range(0, waitedFor).mapToObj(n -> new BuildId("waited-" + n)))
        .allSatisfy(id -> assertThat(live.peek(id)).isPresent());
  }

  @Test
  void of_builds_nobody_uses_the_one_unused_for_longest_goes() {
    for (int n = 0; n <= LIMIT; n++) {
      live.acquire(new BuildId("b-" + n));
      live.release(new BuildId("b-" + n));
    }

    assertThat(live.peek(new BuildId("b-0"))).isEmpty();
    assertThat(live.peek(new BuildId("b-1"))).isPresent();
  }
}
