package dev.millrace.server.builds.turns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResidentsTest {
  private static final int LIMIT = 50;

  private final Residents<String, Object> live = new Residents<>(LIMIT, _ -> new Object());

  @Test
  void residents_that_somebody_uses_do_not_keep_others_in_memory() {
    int used = 40;
    IntStream.range(0, used).forEach(n -> live.acquire("used-" + n));

    for (int n = 0; n < 1_000; n++) {
      String id = "b-" + n;
      live.acquire(id);
      live.release(id);
    }

    assertThat(live.all()).hasSize(LIMIT);
    assertThat(IntStream.range(0, used).mapToObj(n -> "used-" + n))
        .allSatisfy(id -> assertThat(live.peek(id)).isPresent());
  }

  @Test
  void of_residents_nobody_uses_the_one_unused_for_longest_goes() {
    for (int n = 0; n <= LIMIT; n++) {
      live.acquire("b-" + n);
      live.release("b-" + n);
    }

    assertThat(live.peek("b-0")).isEmpty();
    assertThat(live.peek("b-1")).isPresent();
  }
}
