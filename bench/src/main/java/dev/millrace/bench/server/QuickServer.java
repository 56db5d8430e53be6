package dev.millrace.bench.server;

import dev.millrace.protocol.JobEnd;
import dev.millrace.protocol.JobLease;
import dev.millrace.protocol.TaskClaim;
import dev.millrace.protocol.TaskOrder;
import dev.millrace.protocol.TaskOutcome;
import dev.millrace.protocol.TaskReport;
import dev.millrace.protocol.WorkerEndpoint;
import dev.millrace.server.LocalMachines;
import dev.millrace.server.MillraceServer;
import dev.millrace.server.configuration.ServerSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A server as the product's, but with workers that spawn nothing: every task succeeds at once. */
final class QuickServer {
  private QuickServer() {}

  /**
   * Serves until it is told to end, and says that it is ready as the product does.
   *
   * @param args the data folder; other settings come from the environment
   */
  public static void main(String[] args) throws InterruptedException {
    Path data = Path.of(args[0]);
    ServerSettings settings =
        ServerSettings.read(
            Map.of("data", data.toString(), "http.port", "0"),
            System.getenv(),
            Optional.empty(),
            data,
            data);
    var server = MillraceServer.start(settings, Clock.systemUTC(), QuickWorkers::new);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    System.out.println("ready at " + server.url() + " ");
    server.setupCode().ifPresent(code -> System.out.println("setup code " + code));
    Thread.currentThread().join();
  }

  /** A virtual thread for each job. */
  private record QuickWorkers(WorkerEndpoint server) implements LocalMachines {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public void prepare(JobLease lease) {
      Thread.startVirtualThread(() -> work(lease));
    }

    private void work(JobLease lease) {
      var _ = server.start(lease);
      TaskClaim claim = server.claim(lease, PATIENCE);
      while (!(claim instanceof TaskClaim.End)) {
        claim =
            switch (claim) {
              case TaskClaim.Do(var order) -> server.complete(lease, done(order), PATIENCE);
              case TaskClaim.Wait _, TaskClaim.End _ -> server.claim(lease, PATIENCE);
            };
      }
      server.end(lease, new JobEnd(Optional.empty()));
    }

    private static TaskReport done(TaskOrder order) {
      return new TaskReport(
          order.taskId(),
          order.attempt(),
          order.retry(),
          TaskOutcome.SUCCEEDED,
          Optional.empty(),
          Map.of(),
          Map.of(),
          Map.of(),
          Optional.empty(),
          0);
    }

    @Override
    public void release(JobLease lease) {}

    @Override
    public void close() {}
  }
}
