package dev.millrace.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.agent.Patience;
import dev.millrace.agent.log.StoredLog.Line;
import dev.millrace.protocol.LeaseRefused;
import dev.millrace.protocol.LogKind;
import dev.millrace.protocol.LogLimits;
import dev.millrace.testkit.VirtualClock;
import dev.millrace.wording.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of lines that the server or the disk does not take. */
@Timeout(60)
class TaskLogOutageTest extends TaskLogTestBase {
  @Test
  void lines_wait_on_disk_while_the_server_is_away() throws Exception {
    var log = log(Masker.NONE);
    stored.setAway(true);

    var expected = new ArrayList<String>();
    for (int i = 0; i < 300_000; i++) {
      expected.add("line " + i);
    }
    printInChunks(log, String.join("\n", expected) + "\n", 65_536);
    stored.awaitCalls(3);
    stored.setAway(false);

    assertThat(log.finish()).isZero();
    assertThat(stored.texts().equals(expected)).isTrue();
    assertThat(folder.resolve("spool")).doesNotExist();
  }

  @Test
  void a_batch_whose_answer_got_lost_is_stored_once() throws Exception {
    var log = log(Masker.NONE);
    stored.loseNextAnswer();

    print(log, "one\ntwo\n");

    assertThat(log.finish()).isZero();
    assertThat(stored.texts()).containsExactly("one", "two");
  }

  @Test
  void lines_beyond_the_spool_are_counted_and_the_log_says_so() throws Exception {
    var log = log(Masker.NONE, 300_000);
    stored.setAway(true);
    print(log, "x\n".repeat(200_000));
    var batches = 200_000 * 17 / LogLimits.BATCH_MAX_BYTES;
    stored.awaitCalls(batches + 3);
    stored.setAway(false);

    long lost = log.finish();

    assertThat(lost).isPositive();
    var notices = stored.lines().stream().filter(line -> line.kind() == LogKind.PLATFORM).toList();
    assertThat(notices).singleElement().extracting(Line::text).asString().contains(lost + " lines");
    assertThat(stored.lines()).hasSize(200_000 - (int) lost + 1);
  }

  @Test
  void lines_that_a_full_disk_does_not_take_are_counted_and_the_log_says_so() throws Exception {
    Files.createSymbolicLink(folder.resolve("spool"), Path.of("/dev/full"));
    var log = log(Masker.NONE);
    stored.setAway(true);
    print(log, "x\n".repeat(200_000));
    stored.awaitCalls(10);
    stored.setAway(false);

    long lost = log.finish();

    assertThat(lost).isPositive();
    assertThat(stored.texts().getLast()).contains(lost + " lines are missing");
  }

  @Test
  void a_server_away_for_too_long_costs_the_lines_and_no_more_waiting() throws Exception {
    var log =
        log(
            Masker.NONE,
            1_000_000,
            new Patience(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ZERO),
            () -> {});
    stored.setAway(true);

    print(log, "one\ntwo\n");

    assertThat(log.finish()).isEqualTo(2);
    print(log, "three\n");
    assertThat(log.finish()).isEqualTo(3);
  }

  @Test
  void a_refused_lease_ends_the_log_and_is_told() throws Exception {
    var told = new CountDownLatch(1);
    var shipper =
        new LogShipper(
            _ -> {
              throw new LeaseRefused(1, "not yours");
            },
            events(told::countDown),
            Language.ENGLISH,
            QUICK,
            new VirtualClock(),
            folder.resolve("spool"),
            1000);
    shippers.add(shipper);
    var log = new TaskLog(shipper, "t", 1, 0, new VirtualClock(), listener(), Masker.NONE);

    print(log, "one\n");

    assertThat(log.finish()).isEqualTo(1);
    assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(log.hasRoom()).isTrue();
  }
}
