package dev.millrace.agent.worker;

import dev.millrace.protocol.JobLease;
import dev.millrace.testkit.VirtualClock;
import java.nio.file.Path;
import java.time.Duration;

/** A process of its own, for tests that kill it. */
public final class OtherWorker {
  private OtherWorker() {}

  /**
   * {@code work}: runs a task for ever and prints its first line. {@code sweep}: sweeps and prints
   * how many jobs were swept.
   *
   * @param arguments what to do, then the folder for all files, then the temporary folder
   */
  public static void main(String[] arguments) throws Exception {
    var folder = Path.of(arguments[1]);
    var settings = WorkerSettings.in(folder).withTemporaryFolder(Path.of(arguments[2]));
    if (arguments[0].equals("sweep")) {
      System.out.println(Leftovers.sweep(settings).jobs());
      return;
    }
    var endpoint = WorkerTestBase.endpoint(folder.resolve("ws").toString(), Duration.ofHours(1));
    endpoint.queue(Orders.script("t", LeftoversTest.TREE).order());
    var worker =
        new Worker(
            endpoint,
            new JobLease("b", "j", 1, 1),
            settings,
            TaskTexts.UNCHANGED,
            new VirtualClock());
    var _ = Thread.ofVirtual().start(worker::run);
    endpoint.await(() -> !endpoint.log("t").isEmpty());
    System.out.println(endpoint.log("t").getFirst());
    Thread.currentThread().join();
  }
}
