package dev.millrace.server.builds.http;

import dev.millrace.server.builds.http.testing.RunsHouse;
import dev.millrace.server.logs.memory.MemoryBuildLogs;
import org.junit.jupiter.api.AfterEach;

/** Each test has a house of its own. */
abstract class HouseTest {
  static final String BUILDS = RunsHouse.BUILDS;

  final RunsHouse house = new RunsHouse(new MemoryBuildLogs());

  @AfterEach
  void close() {
    house.close();
  }
}
