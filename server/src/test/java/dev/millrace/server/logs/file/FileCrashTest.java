package dev.millrace.server.logs.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.TaskId;
import dev.millrace.server.child.ChildProcess;
import dev.millrace.server.logs.BuildLogs;
import dev.millrace.server.logs.BuildLogsContract;
import dev.millrace.server.logs.LogKey;
import dev.millrace.server.logs.LogSlice;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCrashTest {
  @TempDir Path folder;

  @Test
  void every_acknowledged_line_outlives_the_process_once_and_in_order() throws Exception {
    var random = new SplittableRandom(1);
    for (int round = 0; round < 4; round++) {
      Path logsFolder = folder.resolve("logs-" + round);
      Map<String, Long> stored = new HashMap<>();

      try (ChildProcess child =
          ChildProcess.start(AppendingChild.class, logsFolder, 4, random.nextInt(1, 2_000))) {
        for (int batches = random.nextInt(1, 300); batches > 0; batches--) {
          note(child.saidLine(), stored);
        }
        child.kill().forEach(line -> note(line, stored));
      }

      assertThat(stored).isNotEmpty();
      assertWhole(logsFolder, stored);
    }
  }

  @Test
  void a_full_disk_loses_no_line_and_doubles_none() throws Exception {
    Map<String, Long> stored = new HashMap<>();

    try (ChildProcess child =
        ChildProcess.startWithFilesUpTo(512, AppendingChild.class, folder, 1, 997)) {
      String full = child.saidLine();
      while (full.startsWith("stored ")) {
        note(full, stored);
        full = child.saidLine();
      }
      assertThat(full).startsWith("full the log ").contains("can't be read or written now: ");
      child.tell("try again");
      assertThat(child.saidLine()).startsWith("full ");

      child.liftLimit();
      child.tell("go on");
      long next = stored.getOrDefault("job:1", 0L) + 997;
      assertThat(child.saidLine()).isEqualTo("stored job:1 " + next);
      note("stored job:1 " + next, stored);
      child.kill().forEach(line -> note(line, stored));
    }

    assertWhole(folder, stored);
  }

  private static void note(String line, Map<String, Long> stored) {
    String[] words = line.split(" ", -1);
    // The kill may tear the last line.
    if (words.length == 3 && words[0].equals("stored") && !words[2].isEmpty()) {
      stored.merge(words[1], Long.valueOf(words[2]), Math::max);
    }
  }

  private static void assertWhole(Path folder, Map<String, Long> stored) {
    try (BuildLogs logs = FileBuildLogs.open(folder)) {
      stored.forEach((task, lines) -> {
        var log = new LogKey(BuildLogsContract.BUILD, new TaskId(task), 1, 0);
        assertThat(logs.count(log)).isGreaterThanOrEqualTo(lines);
        long next = 0;
        while (next < logs.count(log)) {
          LogSlice slice = logs.read(log, next, 10_000);
          for (var line : slice.lines()) {
            assertThat(line.text()).isEqualTo("line " + next++);
          }
        }
      });
    }
  }
}
