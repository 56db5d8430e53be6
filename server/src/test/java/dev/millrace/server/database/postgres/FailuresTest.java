package dev.millrace.server.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.database.grouped.Trouble;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailuresTest {
  @Test
  void each_state_means_what_it_means() {
    assertMeans(
        Trouble.OUTAGE,
        List.of(
            "08001", "08006", "28P01", "53300", "57P01", "57P03", "57014", "58030", "25P03",
            "40003", "3D000"));
    assertMeans(Trouble.NO_ROOM, List.of("53100"));
    assertMeans(Trouble.COLLISION, List.of("40001", "40P01", "55P03"));
    assertMeans(
        Trouble.MISTAKE, List.of("23505", "42P01", "22001", "25006", "25P02", "0A000", "XX000"));
  }

  private static void assertMeans(Trouble wanted, List<String> states) {
    assertThat(states)
        .allSatisfy(state ->
            assertThat(Failures.trouble(new SQLException("it failed", state))).isEqualTo(wanted));
  }

  @Test
  void a_server_that_only_reads_is_an_outage_to_who_writes() {
    assertThat(Failures.troubleOfWriter(new SQLException("read-only transaction", "25006")))
        .isEqualTo(Trouble.OUTAGE);
  }

  @Test
  void a_pool_that_says_nothing_has_no_connection_to_give() {
    assertThat(Failures.trouble(new SQLException("the pool is closed"))).isEqualTo(Trouble.OUTAGE);
  }
}
