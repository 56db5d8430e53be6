package dev.millrace.agent.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.agent.Patience;
import dev.millrace.agent.log.StoredLog.Line;
import dev.millrace.protocol.LeaseRefused;
import dev.millrace.protocol.LogKind;
import dev.millrace.protocol.LogLimits;
import dev.millrace.testkit.Seeds;
import dev.millrace.testkit.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TaskLogTest {
  private static final Patience QUICK =
      new Patience(Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMinutes(1));

  @TempDir Path folder;
  private final StoredLog stored = new StoredLog();
  private final List<String> heard = new ArrayList<>();
  private final List<LogShipper> shippers = new ArrayList<>();

  @AfterEach
  void close() {
    shippers.forEach(LogShipper::close);
  }

  @Test
  void lines_are_stored_with_the_kind_their_beginning_says() throws Exception {
    var log = log(Masker.NONE);

    print(log, "plain\n##[error]e\n##[warning]w\n##[debug]d\n##[group]g\n##[endgroup]\n\nlast");
    log.warn("said");
    log.finish();

    assertThat(stored.lines())
        .containsExactly(
            new Line(LogKind.OUTPUT, "plain"),
            new Line(LogKind.ERROR, "##[error]e"),
            new Line(LogKind.WARNING, "##[warning]w"),
            new Line(LogKind.DEBUG, "##[debug]d"),
            new Line(LogKind.OUTPUT, "##[group]g"),
            new Line(LogKind.OUTPUT, "##[endgroup]"),
            new Line(LogKind.OUTPUT, ""),
            new Line(LogKind.OUTPUT, "last"),
            new Line(LogKind.PLATFORM, "##[warning]said"));
  }

  @Test
  void lines_of_a_sub_tag_begin_with_its_name() throws Exception {
    var log = log(Masker.of(java.util.Set.of("##subTag##secret")));

    print(log, "##subTag##unit##subTag##text\r\n##subTag##unit##subTag####[error]boom\n");
    print(log, "##subTag##unit##subTag####subTagFinish##\n##subTag##only the beginning\n");
    print(log, "##subTag##unit##subTag####subTagFinish##bye\n##subTag##secret##subTag##x\n");
    print(log, "##subTag##ünit##subTag##");
    log.finish();

    assertThat(stored.lines())
        .containsExactly(
            new Line(LogKind.OUTPUT, "[unit] text"),
            new Line(LogKind.ERROR, "##[error][unit] boom"),
            new Line(LogKind.OUTPUT, "##subTag##only the beginning"),
            new Line(LogKind.OUTPUT, "[unit] bye"),
            new Line(LogKind.OUTPUT, "******##subTag##x"),
            new Line(LogKind.OUTPUT, "[ünit] "));
  }

  @Test
  void of_a_redrawn_line_the_last_state_is_kept() throws Exception {
    var log = log(Masker.NONE);

    print(log, "10%\r20%\r", "100%\r\n", "dos\r\n", "x\r\r\n", "y\rz\r");
    for (int i = 0; i < 40_000; i++) {
      print(log, "step " + i + "\r");
    }
    print(log, "done\n");
    log.finish();

    assertThat(stored.texts()).containsExactly("100%", "dos", "x", "done");
  }

  @Test
  void broken_bytes_and_control_characters_become_visible() throws Exception {
    var log = log(Masker.NONE);
    byte[] bytes = {
      'a',
      (byte) 0xff,
      'b',
      (byte) 0xc3,
      (byte) 0xa9,
      (byte) 0xe2,
      (byte) 0x82,
      'c',
      0,
      7,
      (byte) 0x7f,
      '\t',
      0x1b,
      '[',
      '1',
      'm',
      (byte) 0xed,
      (byte) 0xa0,
      (byte) 0x80,
      '\n'
    };

    log.accept(bytes, bytes.length);
    log.finish();

    assertThat(stored.texts())
        .containsExactly("a\uFFFDbé\uFFFDc\u2400\u2407\u2421\t\u001b[1m\uFFFD\uFFFD\uFFFD");
  }

  @Test
  void random_bytes_become_what_the_jdk_makes_of_them() throws Exception {
    var log = log(Masker.NONE);
    var expected = new ArrayList<String>();
    Seeds.forEach(
        200,
        random -> {
          var bytes = new byte[200];
          random.nextBytes(bytes);
          for (int i = 0; i < bytes.length; i++) {
            // The JDK counts a surrogate in UTF-8 as one broken piece, Unicode as three.
            boolean surrogate = bytes[i] == (byte) 0xed;
            if ((bytes[i] >= 0 && bytes[i] < 0x20) || bytes[i] == 0x7f || surrogate) {
              bytes[i] = 'x';
            }
          }
          bytes[0] = 'a';
          bytes[199] = '\n';
          expected.add(new String(bytes, 0, 199, StandardCharsets.UTF_8));
          log.accept(bytes, bytes.length);
        });
    log.finish();

    var texts = stored.texts();
    assertThat(texts).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(texts.get(i)).isEqualTo(expected.get(i));
    }
  }

  @Test
  void a_line_of_ten_megabytes_comes_in_pieces_that_make_it_up_again() throws Exception {
    var log = log(Masker.NONE);
    var line = "##[error]" + "äöü€😀x".repeat(700_000);

    printInChunks(log, line + "\nnext\n", 4096);
    log.finish();

    var lines = stored.lines();
    assertThat(lines.getLast()).isEqualTo(new Line(LogKind.OUTPUT, "next"));
    var pieces = lines.subList(0, lines.size() - 1);
    assertThat(pieces.getLast().kind()).isEqualTo(LogKind.ERROR);
    assertThat(pieces.subList(0, pieces.size() - 1))
        .allMatch(piece -> piece.kind() == LogKind.CONTINUED)
        .allMatch(piece -> piece.text().getBytes(UTF_8).length > LogLimits.LINE_MAX_BYTES - 4);
    assertThat(String.join("", pieces.stream().map(Line::text).toList()).equals(line)).isTrue();
  }

  @Test
  void a_secret_is_hidden_however_the_bytes_arrive() throws Exception {
    for (int chunk = 1; chunk < 12; chunk++) {
      var log = log(Masker.of(List.of("s3cret", "gehéim")));

      printInChunks(log, "a s3cret\nb gehéim\n::s3cret\n", chunk);
      log.finish();
    }

    assertThat(stored.texts()).containsOnly("a ******", "b ******", "::******");
  }

  @Test
  void a_secret_is_hidden_wherever_a_long_line_is_cut() throws Exception {
    Seeds.forEach(
        40,
        random -> {
          var line = new StringBuilder();
          while (line.length() < 200_000) {
            line.append("é".repeat(random.nextInt(3000))).append("topsecret-value-9");
          }
          var log = log(Masker.of(List.of("topsecret-value-9", "value-9é")));

          printInChunks(log, line + "\n", 1 + random.nextInt(70_000));
          assertThat(finish(log)).isZero();
        });

    var whole = String.join("", stored.texts());
    assertThat(whole).contains(Masker.STARS).doesNotContain("secret").doesNotContain("value-9");
    assertThat(whole).matches("[é*]+");
  }

  @Test
  void a_listener_hears_commands_unmasked_and_whole() throws Exception {
    var log = log(Masker.of(List.of("s3cret")));

    print(log, "::set-output name=a::s3cret\r\n\"::set-remark x\"\nno ::command\n:x\n");
    log.finish();

    assertThat(heard).containsExactly("::set-output name=a::s3cret", "\"::set-remark x\"");
  }

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

  private TaskLog log(Masker masker) {
    return log(masker, 64 << 20);
  }

  private TaskLog log(Masker masker, long spoolBytes) {
    return log(masker, spoolBytes, QUICK, () -> {});
  }

  private TaskLog log(Masker masker, long spoolBytes, Patience patience, Runnable refused) {
    var shipper =
        new LogShipper(
            new Numbered(stored),
            events(refused),
            patience,
            new VirtualClock(),
            folder.resolve("spool"),
            spoolBytes);
    shippers.add(shipper);
    return new TaskLog(shipper, "t", 1, 0, new VirtualClock(), listener(), masker);
  }

  /** Lets several logs of a test share one store: each begins where the one before ended. */
  private static final class Numbered implements LogShipper.Destination {
    private final StoredLog stored;
    private final long base;

    Numbered(StoredLog stored) {
      this.stored = stored;
      this.base = stored.lines().size();
    }

    @Override
    public void append(dev.millrace.protocol.LogBatch batch) {
      stored.append(
          new dev.millrace.protocol.LogBatch(
              batch.taskId(),
              batch.attempt(),
              batch.retry(),
              base + batch.firstLine(),
              batch.lines(),
              batch.framed()));
    }
  }

  private static LogShipper.Events events(Runnable refused) {
    return new LogShipper.Events() {
      @Override
      public void roomMade() {}

      @Override
      public void refused() {
        refused.run();
      }
    };
  }

  private LineListener listener() {
    return new LineListener() {
      @Override
      public void commandLine(String line) {
        heard.add(line);
      }

      @Override
      public boolean wantsEveryLine() {
        return false;
      }

      @Override
      public void anyLine(String line) {}
    };
  }

  private static long finish(TaskLog log) {
    try {
      return log.finish();
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  private static void print(TaskLog log, String... texts) {
    for (var text : texts) {
      var bytes = text.getBytes(UTF_8);
      log.accept(bytes, bytes.length);
    }
  }

  private static void printInChunks(TaskLog log, String text, int size) {
    var bytes = text.getBytes(UTF_8);
    for (int at = 0; at < bytes.length; at += size) {
      var chunk = Arrays.copyOfRange(bytes, at, Math.min(at + size, bytes.length));
      log.accept(chunk, chunk.length);
    }
  }
}
