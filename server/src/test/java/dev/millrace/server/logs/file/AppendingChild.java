package dev.millrace.server.logs.file;

import dev.millrace.protocol.EndpointUnavailable;
import dev.millrace.protocol.LogBatch;
import dev.millrace.server.logs.BuildLogs;
import dev.millrace.server.logs.BuildLogsContract;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Appends to some logs without end, each from a thread of its own, and says after each batch how
 * many lines are stored. Says {@code full} when there is no room, and sends the batch again when it
 * is told to go on.
 */
final class AppendingChild {
  private AppendingChild() {}

  public static void main(String[] arguments) throws InterruptedException {
    BuildLogs logs = FileBuildLogs.open(Path.of(arguments[0]));
    int batchLines = Integer.parseInt(arguments[2]);
    List<Thread> threads = new ArrayList<>();
    for (int n = 1; n <= Integer.parseInt(arguments[1]); n++) {
      String task = "job:" + n;
      threads.add(Thread.ofPlatform().start(() -> appendForEver(logs, task, batchLines)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void appendForEver(BuildLogs logs, String task, int batchLines) {
    for (long first = 0; ; first += batchLines) {
      byte[] framed = BuildLogsContract.batch(first, batchLines).framed();
      append(logs, new LogBatch(task, 1, 0, first, batchLines, framed));
      say("stored " + task + " " + (first + batchLines));
    }
  }

  private static void append(BuildLogs logs, LogBatch batch) {
    while (true) {
      try {
        logs.append(BuildLogsContract.BUILD, batch);
        return;
      } catch (EndpointUnavailable full) {
        say("full " + full.getMessage());
        awaitLine();
      }
    }
  }

  private static synchronized void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private static void awaitLine() {
    try {
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
