package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.trials.HaltPoint;
import dev.millrace.server.trials.Halting;
import dev.millrace.server.trials.MovedClock;
import dev.millrace.testkit.Seeds;
import dev.millrace.testkit.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A real server, killed again and again at random and at each {@link HaltPoint}, while clients
 * start builds; then nothing is lost and nothing ran twice.
 */
@Timeout(900)
@Execution(ExecutionMode.CONCURRENT)
class ChaosTest {
  /** More with {@code -Dmillrace.chaos.kills=…}; each point is among them. */
  private static final int KILLS = Integer.getInteger("millrace.chaos.kills", 50);

  /** More with {@code -Dmillrace.chaos.builds=…}. */
  private static final int BUILDS = Integer.getInteger("millrace.chaos.builds", 200);

  /** Another history with {@code -Dmillrace.chaos.seed=…}. */
  private static final int SEED = Integer.getInteger("millrace.chaos.seed", 1);

  private static final int LATEST_KILL_MILLIS = 1_500;

  /** A point not met by then is tried again in another life. */
  private static final Duration LONGEST_LIFE = Duration.ofSeconds(20);

  private static final int MORE_AFTER_MILLIS = 500;

  /** In which it makes its folders and tables. */
  private static final int KILLS_OF_THE_FIRST_START = 3;

  private static final int MAX_TRIES = 4;

  @TempDir Path folder;

  @Test
  void a_server_killed_at_any_moment_loses_nothing_and_does_nothing_twice() {
    Seeds.forOne(
        SEED,
        random -> {
          try (var house = new ServerHouse(folder, folder.resolve("data"))) {
            chaos(house, random);
          }
        });
  }

  @Test
  void so_does_one_on_postgresql() {
    var postgres = PostgresServer.shared();
    String database = postgres.newDatabase();
    try {
      Seeds.forOne(
          SEED,
          random -> {
            try (var house = new ServerHouse(folder, folder.resolve("data"))) {
              chaos(house.on(postgres, database), random);
            }
          });
    } finally {
      postgres.drop(database);
    }
  }

  /** A point that is still to be met. */
  private record Wanted(HaltPoint point, int tries) {}

  private void chaos(ServerHouse house, SplittableRandom random) {
    Path record = folder.resolve("record");
    var clock = ClockFile.in(folder);
    house.with(MovedClock.OFFSET, clock.toString());
    house.with(Halting.TRACE, folder.resolve("halted").toString());
    for (int kill = 0; kill < KILLS_OF_THE_FIRST_START; kill++) {
      ServerHouse.Life young = house.begin(Map.of());
      var _ = young.endsWithin(random.nextInt(LATEST_KILL_MILLIS));
      young.kill();
    }
    ServerHouse.Life first = house.first();
    var load = new ChaosLoad(house.api, random.split());
    load.prepare(new ChaosPipelines(record));
    load.begin();
    load.allow(BUILDS / 10);
    first.kill();

    Set<HaltPoint> met = kill(house, load, clock, random);

    ServerHouse.Life last = house.start();
    load.end(clock::goOn);
    var verdict = new ChaosVerdict(house.api, load, new ChaosRecord(record));
    verdict.require();
    assertThat(met).containsExactlyInAnyOrder(HaltPoint.values());
    assertThat(verdict.lostJobs()).as("a kill that hits no job proves little").isPositive();
    assertThat(last.stop().exitCode()).isZero();
  }

  /** Kills the server as often as wanted; the points that were met. */
  private Set<HaltPoint> kill(
      ServerHouse house, ChaosLoad load, ClockFile clock, SplittableRandom random) {
    Deque<Wanted> wanted = points(random);
    Set<HaltPoint> met = EnumSet.noneOf(HaltPoint.class);
    for (int kills = 1; kills < KILLS || !wanted.isEmpty(); kills++) {
      load.check();
      load.allow(Math.ceilDiv(BUILDS, KILLS));
      clock.goOn();
      boolean atPoint =
          !wanted.isEmpty() && random.nextInt(Math.max(1, KILLS - kills)) < wanted.size();
      if (!atPoint) {
        killWithin(random, house.begin(Map.of()));
        continue;
      }
      Wanted next = wanted.remove();
      int times = next.tries() == 0 ? 1 + random.nextInt(4) : 1;
      killAt(next.point(), times, house, load);
      if (hasMet(next.point())) {
        met.add(next.point());
      } else {
        assertThat(next.tries()).as("%s is never met", next.point()).isLessThan(MAX_TRIES);
        wanted.add(new Wanted(next.point(), next.tries() + 1));
      }
    }
    return met;
  }

  private static Deque<Wanted> points(SplittableRandom random) {
    List<HaltPoint> points = new ArrayList<>(List.of(HaltPoint.values()));
    Collections.shuffle(points, new Random(random.nextLong()));
    return new ArrayDeque<>(points.stream().map(point -> new Wanted(point, 0)).toList());
  }

  /** One in three is killed on its way up. */
  private static void killWithin(SplittableRandom random, ServerHouse.Life life) {
    life.listen();
    if (random.nextInt(3) > 0) {
      life.awaitReady();
    }
    assertThat(life.endsWithin(random.nextInt(LATEST_KILL_MILLIS))).as("ends by itself").isFalse();
    life.kill();
  }

  /** Whatever the point is about, more builds lead there. */
  private static void killAt(HaltPoint point, int times, ServerHouse house, ChaosLoad load) {
    ServerHouse.Life life = house.begin(Map.of(Halting.POINT, point.key() + ":" + times));
    life.listen();
    long began = System.nanoTime();
    while (!life.endsWithin(MORE_AFTER_MILLIS)) {
      load.allow(1);
      if (System.nanoTime() - began > LONGEST_LIFE.toNanos()) {
        life.kill();
      }
    }
    life.over();
  }

  private boolean hasMet(HaltPoint point) {
    Path trace = folder.resolve("halted");
    try {
      return Files.exists(trace) && Files.readAllLines(trace).contains(point.key());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
