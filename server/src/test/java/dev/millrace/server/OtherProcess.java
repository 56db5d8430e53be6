package dev.millrace.server;

import dev.millrace.testkit.VirtualClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Another process that has to do with a state folder; it goes on at each line it is told. */
final class OtherProcess {
  private OtherProcess() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    switch (arguments[1]) {
      case "hold" -> hold(folder);
      case "ask" -> say(LocalPlatform.isOpen(folder) ? "open" : "closed");
      case "look" -> lookSlowly(folder);
      default -> throw new IllegalArgumentException(arguments[1]);
    }
  }

  private static void hold(Path folder) {
    try (var _ = LocalPlatform.open(folder, folder, new VirtualClock(), NoWorkers::new)) {
      say("holding");
      awaitLine();
    }
  }

  /** As {@code ask} does, stopped between its two steps. */
  private static void lookSlowly(Path folder) throws IOException {
    try (FileChannel file = FileChannel.open(folder.resolve("lock"), StandardOpenOption.READ);
        var lock = file.tryLock(StateFolder.LOOK_AT, 1, true)) {
      say(lock == null ? "open" : "looking");
      awaitLine();
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private static void awaitLine() {
    try {
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    } catch (IOException gone) {
      // So is who started this.
    }
  }
}
