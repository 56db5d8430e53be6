package dev.millrace.server.logs.file;

import static dev.millrace.server.logs.BuildLogsContract.BUILD;
import static dev.millrace.server.logs.BuildLogsContract.LOG;
import static dev.millrace.server.logs.BuildLogsContract.batch;
import static dev.millrace.server.logs.BuildLogsContract.frame;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.TaskId;
import dev.millrace.protocol.LogBatch;
import dev.millrace.server.child.ChildProcess;
import dev.millrace.server.logs.BuildLogs;
import dev.millrace.server.logs.LogKey;
import dev.millrace.server.logs.LogLine;
import dev.millrace.server.logs.LogReader;
import dev.millrace.server.logs.LogSlice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLogReaderTest {
  private static final int LINES = 2_000;

  @TempDir Path folder;

  @Test
  void a_line_is_not_seen_before_its_last_byte_and_its_beginning_stays() throws IOException {
    stored(LINES);
    byte[] whole = Files.readAllBytes(file(".log"));
    byte[] next = frame("line " + LINES).getBytes(UTF_8);
    LogReader watching = FileBuildLogs.openToRead(folder);

    for (int torn = 0; torn < next.length; torn++) {
      write(whole, next, torn);
      Map<Path, ByteBuffer> before = files();

      for (LogReader read : new LogReader[] {watching, FileBuildLogs.openToRead(folder)}) {
        assertThat(read.count(LOG)).as("torn at %s", torn).isEqualTo(LINES);
        assertThat(read.tail(LOG, 1).lines())
            .extracting(LogLine::text)
            .containsExactly("line " + (LINES - 1));
      }
      assertThat(files()).isEqualTo(before);
    }

    write(whole, next, next.length);
    assertThat(watching.count(LOG)).isEqualTo(LINES + 1);
    assertThat(watching.tail(LOG, 1).lines())
        .extracting(LogLine::text)
        .containsExactly("line " + LINES);
  }

  @Test
  void a_log_that_became_shorter_is_read_as_it_is() throws IOException {
    stored(LINES);
    byte[] whole = Files.readAllBytes(file(".log"));
    LogReader read = FileBuildLogs.openToRead(folder);
    assertThat(read.count(LOG)).isEqualTo(LINES);

    Files.write(file(".log"), Arrays.copyOf(whole, frame("line 0").length()));

    assertThat(read.count(LOG)).isEqualTo(1);
    assertThat(read.read(LOG, 0, 10).lines()).extracting(LogLine::text).containsExactly("line 0");
    Files.delete(file(".log"));
    assertThat(read.count(LOG)).isZero();
  }

  @Test
  void a_saved_index_spares_the_reader_what_it_covers() throws IOException {
    stored(LINES);
    // Broken where nobody looks who knows from the index how far the lines reach.
    byte[] whole = Files.readAllBytes(file(".log"));
    whole[0] = '!';
    Files.write(file(".log"), whole);

    assertThat(FileBuildLogs.openToRead(folder).count(LOG)).isEqualTo(LINES);
    assertThat(FileBuildLogs.openToRead(folder).read(LOG, 1_500, 1).lines())
        .extracting(LogLine::text)
        .containsExactly("line 1500");
  }

  @Test
  void without_a_whole_index_every_line_is_found_all_the_same() throws IOException {
    stored(5_000);
    byte[] index = Files.readAllBytes(file(".idx"));

    for (int left = index.length; left >= 0; left--) {
      Files.write(file(".idx"), Arrays.copyOf(index, left));
      LogReader read = FileBuildLogs.openToRead(folder);
      assertThat(read.count(LOG)).isEqualTo(5_000);
      assertThat(read.read(LOG, 4_321, 1).lines())
          .extracting(LogLine::text)
          .containsExactly("line 4321");
    }
    Files.delete(file(".idx"));
    assertThat(FileBuildLogs.openToRead(folder).count(LOG)).isEqualTo(5_000);
  }

  @Test
  void reading_makes_no_file() {
    LogReader read = FileBuildLogs.openToRead(folder.resolve("logs"));

    assertThat(read.count(LOG)).isZero();
    assertThat(read.tail(LOG, 10).count()).isZero();
    assertThat(read.logsOf(BUILD)).isEmpty();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void more_logs_than_are_remembered_are_read() {
    int many = FileLogReader.MAX_REMEMBERED + 10;
    try (BuildLogs logs = FileBuildLogs.open(folder)) {
      for (int task = 1; task <= many; task++) {
        byte[] framed = batch(0, 1).framed();
        logs.append(BUILD, new LogBatch("job:" + task, 1, 0, 0, 1, framed));
      }
    }

    LogReader read = FileBuildLogs.openToRead(folder);

    for (int round = 0; round < 2; round++) {
      assertThat(read.logsOf(BUILD))
          .hasSize(many)
          .allSatisfy(log -> assertThat(read.count(log)).isEqualTo(1));
    }
  }

  @Test
  void while_another_process_writes_each_line_is_read_once_it_is_acknowledged() throws Exception {
    var log = new LogKey(BUILD, new TaskId("job:1"), 1, 0);
    LogReader read = FileBuildLogs.openToRead(folder);
    long next = 0;

    try (ChildProcess child = ChildProcess.start(AppendingChild.class, folder, 1, 37)) {
      for (int batches = 0; batches < 300; batches++) {
        long acknowledged = Long.parseLong(child.saidLine().split(" ", -1)[2]);
        while (next < acknowledged) {
          LogSlice slice = read.read(log, next, 10_000);
          assertThat(slice.count()).isPositive();
          for (LogLine line : slice.lines()) {
            assertThat(line.text()).isEqualTo("line " + next++);
          }
        }
      }
      var _ = child.kill();
    }
  }

  private void stored(int lines) {
    try (BuildLogs logs = FileBuildLogs.open(folder)) {
      logs.append(BUILD, batch(0, lines));
    }
  }

  private Path file(String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
    }
  }

  private Map<Path, ByteBuffer> files() throws IOException {
    Map<Path, ByteBuffer> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(file, ByteBuffer.wrap(Files.readAllBytes(file)));
      }
    }
    return contents;
  }

  /** Writes the first bytes of a line behind whole ones. */
  private void write(byte[] whole, byte[] next, int length) throws IOException {
    try (FileChannel log = FileChannel.open(file(".log"), StandardOpenOption.WRITE)) {
      log.write(ByteBuffer.wrap(next, 0, length), whole.length);
    }
  }
}
