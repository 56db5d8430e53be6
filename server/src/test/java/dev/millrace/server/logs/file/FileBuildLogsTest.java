package dev.millrace.server.logs.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.protocol.LogBatch;
import dev.millrace.server.logs.BuildLogs;
import dev.millrace.server.logs.BuildLogsContract;
import dev.millrace.server.logs.LogLine;
import dev.millrace.server.logs.LogReader;
import dev.millrace.testkit.Seeds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBuildLogsTest implements BuildLogsContract {
  @TempDir Path folder;

  private final List<BuildLogs> opened = new ArrayList<>();

  @Override
  public BuildLogs emptyLogs() {
    return keep(FileBuildLogs.open(folder));
  }

  @Override
  public BuildLogs reopened(BuildLogs logs) {
    logs.close();
    return keep(FileBuildLogs.open(folder));
  }

  @Override
  public LogReader readByOthers(BuildLogs logs) {
    return FileBuildLogs.openToRead(folder);
  }

  private BuildLogs keep(BuildLogs logs) {
    opened.add(logs);
    return logs;
  }

  @AfterEach
  void close() {
    opened.forEach(BuildLogs::close);
  }

  @Test
  void whatever_a_crash_left_behind_the_last_whole_line_is_cut() throws IOException {
    BuildLogs before = emptyLogs();
    before.append(BUILD, BuildLogsContract.batch(0, 2_000));
    before.close();
    byte[] whole = Files.readAllBytes(file(".log"));
    byte[] next = BuildLogsContract.frame("line 2000").getBytes(StandardCharsets.UTF_8);

    Seeds.forEach(
        100,
        random -> {
          byte[] torn = new byte[random.nextInt(1, next.length)];
          // A power cut may leave zeros where the file had grown already.
          if (random.nextInt(4) > 0) {
            System.arraycopy(next, 0, torn, 0, torn.length);
          }
          write(file(".log"), whole, torn);

          try (BuildLogs after = FileBuildLogs.open(folder)) {
            assertThat(after.count(LOG)).isEqualTo(2_000);
            after.append(BUILD, BuildLogsContract.batch(2_000, 5));
            assertThat(after.tail(LOG, 6).lines())
                .extracting(LogLine::text)
                .containsExactly(
                    "line 1999", "line 2000", "line 2001", "line 2002", "line 2003", "line 2004");
          }
        });
  }

  @Test
  void a_lost_or_broken_line_index_is_made_again() throws IOException {
    BuildLogs before = emptyLogs();
    before.append(BUILD, BuildLogsContract.batch(0, 5_000));
    before.close();
    byte[] index = Files.readAllBytes(file(".idx"));
    assertThat(index.length).isEqualTo(5_000 / LineIndex.STEP * LogScan.PLACE_BYTES);

    Seeds.forEach(
        50,
        random -> {
          byte[] broken = index.clone();
          for (int at = random.nextInt(broken.length); at < broken.length; at++) {
            broken[at] = (byte) (random.nextBoolean() ? 0 : random.nextInt());
          }
          write(file(".idx"), broken, new byte[random.nextInt(8)]);
          try (BuildLogs after = FileBuildLogs.open(folder)) {
            assertThat(after.count(LOG)).isEqualTo(5_000);
            int line = random.nextInt(5_000);
            assertThat(after.read(LOG, line, 1).lines())
                .extracting(LogLine::text)
                .containsExactly("line " + line);
          }
        });
  }

  @Test
  void a_log_at_its_limit_says_so_once_and_takes_everything_after_as_stored() {
    try (BuildLogs logs = FileBuildLogs.open(folder, 1_000)) {
      logs.append(BUILD, BuildLogsContract.batch(0, 50));
      logs.append(BUILD, BuildLogsContract.batch(50, 10));
      logs.append(BUILD, BuildLogsContract.batch(70, 10));

      assertThat(logs.count(LOG)).isEqualTo(51);
      assertThat(logs.tail(LOG, 1).lines())
          .extracting(LogLine::text)
          .containsExactly("This log has reached 1000 bytes; further lines are not kept.");
    }
    try (BuildLogs after = FileBuildLogs.open(folder, 1_000)) {
      after.append(BUILD, BuildLogsContract.batch(80, 10));
      assertThat(after.count(LOG)).isEqualTo(51);
    }
  }

  @Test
  void more_logs_than_may_be_open_are_written_and_read() {
    BuildLogs logs = emptyLogs();
    int many = FileBuildLogs.MAX_OPEN + 50;

    for (int round = 0; round < 2; round++) {
      for (int task = 1; task <= many; task++) {
        byte[] framed = BuildLogsContract.batch(round, 1).framed();
        logs.append(BUILD, new LogBatch("job:" + task, 1, 0, round, 1, framed));
      }
    }

    assertThat(logs.logsOf(BUILD))
        .hasSize(many)
        .allSatisfy(log -> assertThat(logs.count(log)).isEqualTo(2));
  }

  @Test
  void an_interrupted_worker_does_not_break_the_log_for_others() throws Exception {
    BuildLogs logs = emptyLogs();
    logs.append(BUILD, BuildLogsContract.batch(0, 10));
    Thread interrupted =
        Thread.ofPlatform()
            .start(() -> {
              Thread.currentThread().interrupt();
              try {
                logs.append(BUILD, BuildLogsContract.batch(10, 10));
              } catch (RuntimeException expected) {
                // Whether the append got through is up to the system.
              }
            });
    interrupted.join();

    logs.append(BUILD, BuildLogsContract.batch(10, 10));

    assertThat(logs.count(LOG)).isEqualTo(20);
    assertThat(logs.read(LOG, 0, 100).lines()).hasSize(20).doesNotHaveDuplicates();
  }

  private Path file(String ending) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static void write(Path file, byte[] first, byte[] second) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
      channel.write(ByteBuffer.wrap(first));
      channel.write(ByteBuffer.wrap(second));
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }
}
