package dev.millrace.server.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.TaskId;
import dev.millrace.protocol.LogBatch;
import dev.millrace.protocol.LogKind;
import dev.millrace.protocol.LogLimits;
import dev.millrace.testkit.Seeds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link BuildLogs} promises. */
public interface BuildLogsContract {
  BuildId BUILD = new BuildId("b-1");
  LogKey LOG = new LogKey(BUILD, new TaskId("compile:1"), 1, 0);
  Duration LONG = Duration.ofSeconds(30);

  /** Logs with nothing in them. */
  BuildLogs emptyLogs();

  /** The same logs after their process has gone and come again; themselves in memory. */
  BuildLogs reopened(BuildLogs logs);

  /** The same logs as one reads them who does not write them, while their writer goes on. */
  LogReader readByOthers(BuildLogs logs);

  /** A batch of lines {@code first}, {@code first + 1}, … whose text is their number. */
  static LogBatch batch(long first, int count) {
    var framed = new StringBuilder();
    for (long line = first; line < first + count; line++) {
      framed.append(frame("line " + line));
    }
    return batch(first, count, framed.toString());
  }

  static LogBatch batch(long first, int count, String framed) {
    return new LogBatch(
        LOG.task().value(),
        LOG.attempt(),
        LOG.retry(),
        first,
        count,
        framed.getBytes(StandardCharsets.UTF_8));
  }

  static String frame(String text) {
    return "1767225600123o " + text + "\n";
  }

  private static List<String> texts(LogSlice slice) {
    return slice.lines().stream().map(LogLine::text).toList();
  }

  private static List<String> numbered(int from, int to) {
    return IntStream.range(from, to).mapToObj(line -> "line " + line).toList();
  }

  @Test
  default void a_log_nobody_wrote_to_is_empty() {
    BuildLogs logs = emptyLogs();

    assertThat(logs.count(LOG)).isZero();
    assertThat(logs.read(LOG, 0, 10).count()).isZero();
    assertThat(logs.tail(LOG, 10).count()).isZero();
    assertThat(logs.logsOf(BUILD)).isEmpty();
  }

  @Test
  default void lines_are_read_as_they_were_appended() {
    BuildLogs logs = emptyLogs();
    logs.append(BUILD, batch(0, 1, "1767225600123e größer 漢字 🙂  \n"));

    assertThat(reopened(logs).read(LOG, 0, 10).lines())
        .containsExactly(
            new LogLine(Instant.ofEpochMilli(1_767_225_600_123L), LogKind.ERROR, "größer 漢字 🙂  "));
  }

  @Test
  default void any_range_of_lines_can_be_read() {
    BuildLogs logs = emptyLogs();
    for (int first = 0; first < 5_000; first += 500) {
      logs.append(BUILD, batch(first, 500));
    }

    BuildLogs after = reopened(logs);
    assertThat(after.count(LOG)).isEqualTo(5_000);
    Seeds.forEach(
        100,
        random -> {
          int from = random.nextInt(5_200);
          int count = random.nextInt(1, 600);
          assertThat(texts(after.read(LOG, from, count)))
              .isEqualTo(numbered(Math.min(from, 5_000), Math.min(from + count, 5_000)));
        });
  }

  @Test
  default void the_tail_is_the_last_lines() {
    BuildLogs logs = emptyLogs();
    logs.append(BUILD, batch(0, 30));

    assertThat(texts(logs.tail(LOG, 3))).isEqualTo(numbered(27, 30));
    assertThat(texts(logs.tail(LOG, 100))).isEqualTo(numbered(0, 30));
  }

  @Test
  default void a_read_is_bounded_in_bytes_and_can_be_continued() {
    BuildLogs logs = emptyLogs();
    String text = "x".repeat(10_000);
    int lines = 600;
    for (int first = 0; first < lines; first += 60) {
      logs.append(BUILD, batch(first, 60, frame(text).repeat(60)));
    }

    LogSlice first = logs.read(LOG, 0, lines);
    LogSlice second = logs.read(LOG, first.nextLine(), lines);

    assertThat(first.framed().length).isLessThanOrEqualTo(BuildLogs.READ_MAX_BYTES);
    assertThat(first.count() + second.count()).isEqualTo(lines);
    assertThat(texts(second)).containsOnly(text);
  }

  @Test
  default void lines_that_come_again_are_stored_once() {
    BuildLogs logs = emptyLogs();
    logs.append(BUILD, batch(0, 10));

    logs.append(BUILD, batch(0, 10));
    logs.append(BUILD, batch(3, 4));
    logs.append(BUILD, batch(5, 10));

    assertThat(texts(reopened(logs).read(LOG, 0, 100))).isEqualTo(numbered(0, 15));
  }

  @Test
  default void a_gap_is_refused_and_nothing_is_stored() {
    BuildLogs logs = emptyLogs();
    logs.append(BUILD, batch(0, 10));

    assertThatThrownBy(() -> logs.append(BUILD, batch(11, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 11")
        .hasMessageContaining("10 lines");

    assertThat(logs.count(LOG)).isEqualTo(10);
  }

  @Test
  default void a_batch_that_is_not_framed_as_it_says_is_refused() {
    BuildLogs logs = emptyLogs();

    List<LogBatch> malformed =
        List.of(
            batch(0, 2, frame("one")),
            batch(0, 0, frame("one")),
            batch(0, 1, "1767225600123o no line feed"),
            batch(0, 1, "no prefix at all\n"),
            batch(0, 1, "1767225600123x unknown kind\n"),
            batch(0, 1, "1767225600123oX no space\n"),
            batch(-1, 1, frame("one")),
            batch(0, 1, frame("x".repeat(LogLimits.LINE_MAX_BYTES + 1))));

    for (LogBatch batch : malformed) {
      assertThatThrownBy(() -> logs.append(BUILD, batch))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(logs.count(LOG)).isZero();
  }

  @Test
  default void a_line_and_a_batch_may_be_as_long_as_their_limits_and_no_longer() {
    BuildLogs logs = emptyLogs();
    String longest = frame("x".repeat(LogLimits.LINE_MAX_BYTES));
    int fitting = LogLimits.BATCH_MAX_BYTES / longest.length();

    logs.append(BUILD, batch(0, fitting, longest.repeat(fitting)));

    assertThat(logs.count(LOG)).isEqualTo(fitting);
    assertThatThrownBy(
            () -> logs.append(BUILD, batch(fitting, fitting + 1, longest.repeat(fitting + 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("" + LogLimits.BATCH_MAX_BYTES);
  }

  @Test
  default void each_execution_has_a_log_of_its_own() {
    BuildLogs logs = emptyLogs();
    List<LogKey> keys = new ArrayList<>();
    // Names a file system could confuse, or that would lead out of its folder.
    for (String task :
        List.of("Job:1", "job:1", "../x:1", "漢".repeat(100) + ":1", "a.1.0", "a/b")) {
      for (int retry = 0; retry < 2; retry++) {
        keys.add(new LogKey(BUILD, new TaskId(task), 1, retry));
      }
    }

    for (LogKey key : keys) {
      String text = key.task() + " " + key.retry();
      logs.append(
          BUILD,
          new LogBatch(
              key.task().value(),
              key.attempt(),
              key.retry(),
              0,
              1,
              frame(text).getBytes(StandardCharsets.UTF_8)));
    }

    BuildLogs after = reopened(logs);
    for (LogKey key : keys) {
      assertThat(texts(after.read(key, 0, 10))).containsExactly(key.task() + " " + key.retry());
    }
    assertThat(after.logsOf(BUILD)).containsExactlyInAnyOrderElementsOf(keys).isSorted();
    assertThat(after.logsOf(new BuildId("../b-1"))).isEmpty();
  }

  @Test
  default void who_follows_is_woken_by_the_append() throws Exception {
    BuildLogs logs = emptyLogs();
    logs.append(BUILD, batch(0, 2));
    var followed = new CompletableFuture<List<String>>();

    Thread.ofVirtual()
        .start(() -> {
          List<String> seen = new ArrayList<>();
          while (seen.size() < 100) {
            seen.addAll(texts(logs.follow(LOG, seen.size(), 1_000, LONG)));
          }
          followed.complete(seen);
        });
    for (int line = 2; line < 100; line++) {
      logs.append(BUILD, batch(line, 1));
    }

    assertThat(followed.get(30, TimeUnit.SECONDS)).isEqualTo(numbered(0, 100));
  }

  @Test
  default void who_follows_is_woken_when_it_is_enough() throws Exception {
    BuildLogs logs = emptyLogs();
    logs.append(BUILD, batch(0, 2));
    var enough = new AtomicBoolean();
    var asked = new CountDownLatch(1);
    var followed = new CompletableFuture<LogSlice>();
    Thread.ofVirtual()
        .start(() ->
            followed.complete(
                logs.follow(
                    LOG,
                    2,
                    10,
                    Duration.ofDays(1),
                    () -> {
                      asked.countDown();
                      return enough.get();
                    })));
    assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

    enough.set(true);
    logs.wake(LOG);

    assertThat(followed.get(30, TimeUnit.SECONDS).count()).isZero();
    assertThat(logs.follow(LOG, 0, 10, LONG, () -> true).count()).isEqualTo(2);
  }

  @Test
  default void a_log_knows_how_long_it_is() {
    BuildLogs logs = emptyLogs();
    assertThat(logs.size(LOG)).isEqualTo(LogSize.EMPTY);

    logs.append(BUILD, batch(0, 2));

    int frame = frame("line 0").length();
    assertThat(logs.size(LOG)).isEqualTo(new LogSize(2, 2L * frame));
    assertThat(reopened(logs).count(LOG)).isEqualTo(2);
  }

  @Test
  default void following_ends_with_nothing_when_time_is_up() {
    BuildLogs logs = emptyLogs();

    LogSlice nothing = logs.follow(LOG, 0, 10, Duration.ofMillis(1));

    assertThat(nothing.count()).isZero();
  }

  @Test
  default void who_only_reads_sees_what_was_appended_so_far() {
    BuildLogs logs = emptyLogs();
    LogReader read = readByOthers(logs);
    assertThat(read.count(LOG)).isZero();
    assertThat(read.read(LOG, 0, 10).count()).isZero();
    assertThat(read.logsOf(BUILD)).isEmpty();

    for (int lines = 700; lines <= 7_000; lines += 700) {
      logs.append(BUILD, batch(lines - 700, 700));

      assertThat(read.count(LOG)).isEqualTo(lines);
      assertThat(texts(read.tail(LOG, 3))).isEqualTo(numbered(lines - 3, lines));
      assertThat(texts(read.read(LOG, Math.max(0, lines - 701), 900)))
          .isEqualTo(numbered(Math.max(0, lines - 701), lines));
      assertThat(read.read(LOG, lines, 10).count()).isZero();
    }
    assertThat(read.logsOf(BUILD)).containsExactly(LOG);
    assertThat(texts(readByOthers(logs).read(LOG, 0, 7_000))).isEqualTo(numbered(0, 7_000));
  }

  @Test
  default void who_only_reads_is_answered_within_the_bounds_and_can_go_on() {
    BuildLogs logs = emptyLogs();
    String text = "x".repeat(10_000);
    int lines = 600;
    for (int first = 0; first < lines; first += 60) {
      logs.append(BUILD, batch(first, 60, frame(text).repeat(60)));
    }
    LogReader read = readByOthers(logs);

    LogSlice first = read.read(LOG, 0, lines);
    LogSlice second = read.read(LOG, first.nextLine(), lines);

    assertThat(first.framed().length).isLessThanOrEqualTo(LogReader.READ_MAX_BYTES);
    assertThat(first.count() + second.count()).isEqualTo(lines);
    assertThat(texts(second)).containsOnly(text);
  }

  @Test
  default void many_workers_append_at_once_and_each_log_is_whole() throws Exception {
    BuildLogs logs = emptyLogs();
    List<CompletableFuture<Void>> workers = new ArrayList<>();
    for (int worker = 0; worker < 20; worker++) {
      String task = "job:" + (worker + 1);
      workers.add(
          CompletableFuture.runAsync(
              () -> {
                for (int first = 0; first < 200; first += 10) {
                  LogBatch batch = batch(first, 10);
                  logs.append(BUILD, new LogBatch(task, 1, 0, first, 10, batch.framed()));
                }
              },
              task2 -> Thread.ofVirtual().start(task2)));
    }
    for (CompletableFuture<Void> worker : workers) {
      worker.get(60, TimeUnit.SECONDS);
    }

    BuildLogs after = reopened(logs);
    for (LogKey key : after.logsOf(BUILD)) {
      assertThat(texts(after.read(key, 0, 1_000))).isEqualTo(numbered(0, 200));
    }
    assertThat(after.logsOf(BUILD)).hasSize(20);
  }
}
