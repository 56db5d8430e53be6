package dev.millrace.server.logs.http;

import static dev.millrace.server.builds.http.testing.RunsHouse.path;

import dev.millrace.engine.state.Build;
import dev.millrace.server.builds.http.testing.RunsHouse;
import dev.millrace.server.logs.file.FileBuildLogs;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A house with logs as files, and with those who follow them. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a reader may wait for ever
abstract class LogHouseTest {
  /** Nothing happens just because time passes. */
  static final LogFollow.Pace PATIENT =
      new LogFollow.Pace(Duration.ofHours(1), Duration.ofHours(1));

  @TempDir Path folder;
  RunsHouse house;
  LogFollows follows;

  @BeforeEach
  void open() {
    house = new RunsHouse(FileBuildLogs.open(folder));
    follows = serve(PATIENT, LogFollows.STANDARD_MOST);
  }

  /** From now on, logs are followed so. */
  void follow(LogFollow.Pace pace, int most) {
    follows.close();
    follows = serve(pace, most);
  }

  private LogFollows serve(LogFollow.Pace pace, int most) {
    var next = new LogFollows(house.platform.builds(), house.logs, pace, most);
    house.serve(new LogRoutes(house.views, house.logs, next).routes());
    return next;
  }

  @AfterEach
  void close() {
    follows.close();
    house.close();
  }

  Build running() {
    return house.start(house.ofSteps("", "run: make", "run: check"));
  }

  static String log(Build build, int position, String below) {
    return path(build, "/logs/only/only:" + position + below);
  }
}
