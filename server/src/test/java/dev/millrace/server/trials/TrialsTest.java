package dev.millrace.server.trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.server.http.idempotency.KeptAnswers;
import dev.millrace.server.http.idempotency.MemoryKeptAnswers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a process ends where it was asked to is tried by e2e's {@code ChaosTest}. */
class TrialsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

  @TempDir Path folder;

  @Test
  void who_asks_for_nothing_gets_everything_as_it_is() {
    KeptAnswers answers = new MemoryKeptAnswers();
    InstantSource clock = InstantSource.fixed(NOW);

    assertThat(Halting.asked(Map.of())).isSameAs(Halting.OFF);
    assertThat(Halting.OFF.answers(answers)).isSameAs(answers);
    assertThat(MovedClock.asked(Map.of(), clock)).isSameAs(clock);
  }

  @Test
  void a_process_goes_on_until_it_comes_to_the_point_often_enough() {
    var answers = new MemoryKeptAnswers();
    Halting halting =
        Halting.asked(
            Map.of(Halting.POINT, "answer-kept:1000000", Halting.TRACE, folder.resolve("t") + ""));

    KeptAnswers wrapped = halting.answers(answers);

    assertThat(wrapped).isNotSameAs(answers);
    assertThat(wrapped.deleteBefore(NOW)).isZero();
    assertThat(folder.resolve("t")).doesNotExist();
  }

  @Test
  void what_can_not_be_understood_is_refused_with_the_points_there_are() {
    for (String wanted : new String[] {"nowhere:1", "answer-kept:0", "answer-kept:x"}) {
      assertThatThrownBy(
              () -> Halting.asked(Map.of(Halting.POINT, wanted, Halting.TRACE, "/tmp/t")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(wanted)
          .hasMessageContaining("step-committed");
    }
    assertThatThrownBy(() -> Halting.asked(Map.of(Halting.POINT, "answer-kept:1")))
        .hasMessageContaining(Halting.TRACE);
  }

  @Test
  void a_clock_is_as_far_ahead_or_behind_as_the_file_says_now() throws IOException {
    Path offset = Files.writeString(folder.resolve("offset"), "3600\n");
    InstantSource clock =
        MovedClock.asked(Map.of(MovedClock.OFFSET, offset.toString()), InstantSource.fixed(NOW));
    assertThat(clock.instant()).isEqualTo(NOW.plusSeconds(3600));

    Files.writeString(offset, "-3600");

    assertThat(clock.instant()).isEqualTo(NOW.minusSeconds(3600));
  }
}
