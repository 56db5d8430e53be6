package dev.millrace.server.database.postgres;

import dev.millrace.testkit.postgres.PostgresServer;
import java.io.IOException;

/** Starts a PostgreSQL, says its process id, and waits to be killed. */
final class ServingChild {
  private ServingChild() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println(PostgresServer.shared().processId());
    int _ = System.in.read();
  }
}
