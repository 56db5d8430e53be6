package dev.millrace.bench;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.server.Arbitration;
import dev.millrace.server.builds.BuildStore;
import dev.millrace.server.builds.Machines;
import dev.millrace.server.builds.memory.MemoryBuildStore;
import dev.millrace.server.builds.queues.StartRequest;
import dev.millrace.server.builds.sql.SqlBuildStore;
import dev.millrace.server.database.Database;
import dev.millrace.server.database.sqlite.SqliteDatabase;
import java.nio.file.Path;

/** Builds and what decides between them on a store, open for the time of a measurement. */
record Platform(Arbitration rooms, BuildStore store, LeapingClock clock) implements AutoCloseable {
  /** Opens a platform of one kind, with these machines. */
  interface Opening {
    Platform open(Machines machines);
  }

  /** Nothing is on disk. */
  static Platform inMemory(Machines machines) {
    var store = new MemoryBuildStore();
    var clock = new LeapingClock();
    return new Platform(Arbitration.open(store, machines, clock), store, clock);
  }

  /** Every commit is flushed. */
  static Platform onSqlite(Path file, Machines machines) {
    return on(SqliteDatabase.open(file), machines);
  }

  /** Builds and all else are kept in a database. */
  static Platform on(Database database, Machines machines) {
    var store = new SqlBuildStore(database);
    var clock = new LeapingClock();
    return new Platform(Arbitration.open(store, machines, clock), store, clock);
  }

  Build start(StartRequest request) {
    return rooms.queues().start(request);
  }

  /** As {@link #start}, where a queue would find that its starts come too fast. */
  Build startUnpaced(StartRequest request) {
    clock.leap();
    return rooms.queues().start(request);
  }

  Build send(BuildId build, BuildEvent event) {
    return rooms.builds().send(build, event);
  }

  @Override
  public void close() {
    rooms.close();
    store.close();
  }
}
