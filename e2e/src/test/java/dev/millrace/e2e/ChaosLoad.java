package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** People who start builds, answer, stop and retry, whatever becomes of the server meanwhile. */
final class ChaosLoad {
  static final String BUILDS = "/api/v1/projects/alpha/builds";
  private static final String PIPELINES = "/api/v1/projects/alpha/pipelines";

  /** Builds on their way at once. */
  private static final int AT_ONCE = 16;

  private static final long PAUSE_MILLIS = 150;

  private final Api api;
  private final SplittableRandom random;
  private final Map<String, String> pipelines = new LinkedHashMap<>();

  /** By key: the build it started. */
  private final Map<String, Started> accepted = new ConcurrentHashMap<>();

  private final Set<String> over = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<Started> onTheirWay = new ConcurrentLinkedQueue<>();
  private final Set<String> retried = ConcurrentHashMap.newKeySet();
  private final Semaphore room = new Semaphore(AT_ONCE);

  /** How many may be started so far. */
  private final Semaphore allowed = new Semaphore(0);

  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final List<Thread> people = new ArrayList<>();
  private volatile boolean enough;

  record Started(String key, String pipeline, String id) {}

  ChaosLoad(Api api, SplittableRandom random) {
    this.api = api;
    this.random = random;
  }

  /** Makes and releases the pipelines. */
  void prepare(ChaosPipelines wanted) {
    api.post("/api/v1/projects", Map.of("id", "alpha", "name", "Alpha"), "project").require(201);
    wanted
        .wanted()
        .forEach((name, body) -> {
          String id =
              api.post(PIPELINES, body, "make-" + name).require(201).json().get("id").asString();
          api.insist(
                  "POST",
                  PIPELINES + "/" + id + "/release",
                  Map.of("description", ""),
                  Map.of("If-Match", "\"1\"", "Idempotency-Key", "release-" + name))
              .require(200);
          pipelines.put(name, id);
        });
  }

  /** Begins; nothing is started before it is allowed. */
  void begin() {
    people.add(Thread.ofVirtual().start(() -> guarded(this::startBuilds)));
    people.add(Thread.ofVirtual().start(() -> guarded(this::lookAfterBuilds)));
  }

  void allow(int more) {
    allowed.release(more);
  }

  /** What these people saw that must not be is told to the test. */
  void check() {
    Throwable first = failures.peek();
    if (first != null) {
      throw new AssertionError("seen by a client: " + first, first);
    }
  }

  /**
   * Waits until all that was started is over.
   *
   * @param meanwhile done each second
   */
  void end(Runnable meanwhile) {
    enough = true;
    allowed.release();
    for (Thread person : people) {
      try {
        while (!person.join(Duration.ofSeconds(1))) {
          meanwhile.run();
        }
      } catch (InterruptedException stop) {
        throw new IllegalStateException(stop);
      }
    }
    check();
  }

  /** What was accepted, by key. */
  Map<String, Started> accepted() {
    return Map.copyOf(accepted);
  }

  Map<String, String> pipelines() {
    return Map.copyOf(pipelines);
  }

  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (Throwable seen) {
      failures.add(seen);
      enough = true;
      allowed.release();
      room.release(AT_ONCE);
    }
  }

  private void startBuilds() {
    List<String> names =
        pipelines.keySet().stream()
            .filter(name -> !name.equals(ChaosPipelines.CHILD))
            .flatMap(name -> Stream.generate(() -> name).limit(name.equals("ordinary") ? 3 : 1))
            .toList();
    for (int count = 1; ; count++) {
      allowed.acquireUninterruptibly();
      room.acquireUninterruptibly();
      if (enough) {
        return;
      }
      String name = names.get(random.nextInt(names.size()));
      String key = "start-" + count;
      JsonNode build =
          api.post(PIPELINES + "/" + pipelines.get(name) + "/builds", Map.of(), key)
              .require(201)
              .json();
      var started = new Started(key, name, build.get("id").asString());
      accepted.put(key, started);
      onTheirWay.add(started);
    }
  }

  private void lookAfterBuilds() {
    while (!enough || !onTheirWay.isEmpty() || over.size() < accepted.size()) {
      for (Started started : onTheirWay) {
        if (isOver(started)) {
          onTheirWay.remove(started);
          over.add(started.id());
          room.release();
        }
      }
      api.awaitMove(PAUSE_MILLIS);
    }
  }

  private boolean isOver(Started started) {
    JsonNode detail = api.get(BUILDS + "/" + started.id()).require(200).json();
    JsonNode build = detail.get("build");
    return switch (build.get("status").asString()) {
      case "SUCCEED", "CANCELED" -> true;
      case "FAILED" -> !retry(started, build.get("attempt").asInt());
      case "QUEUE", "RUNNING", "PAUSE" -> {
        answer(started, detail);
        yield false;
      }
      default -> throw new AssertionError("a build nobody expects: " + detail);
    };
  }

  /** Once each; whether it was accepted now. */
  private boolean retry(Started started, int attempt) {
    if (started.pipeline().equals(ChaosPipelines.TIMED)
        || attempt > 1
        || !retried.add(started.id())) {
      return false;
    }
    Api.Answer answer =
        api.post(
            BUILDS + "/" + started.id() + "/retry",
            Map.of("scope", "failed", "attempt", 1),
            "retry-" + started.id());
    // Done already by a request whose answer was lost with the server.
    assertThat(answer.status()).as(answer.response().body()).isIn(202, 409);
    return true;
  }

  private void answer(Started started, JsonNode detail) {
    String build = BUILDS + "/" + started.id();
    var asked = new HashSet<String>();
    for (JsonNode stage : detail.get("stages")) {
      JsonNode review = stage.get("review");
      if (stage.get("status").asString().equals("PAUSE") && review != null && !review.isNull()) {
        asked.add(build + "/stages/" + stage.get("id").asString() + "/review");
      }
      for (JsonNode job : stage.get("jobs")) {
        for (JsonNode task : job.get("tasks")) {
          String path =
              build + "/jobs/" + job.get("id").asString() + "/tasks/" + task.get("id").asString();
          if (task.get("status").asString().equals("REVIEWING")) {
            asked.add(path + "/review");
          }
          if (task.get("status").asString().equals("RUNNING")
              && started.pipeline().equals(ChaosPipelines.STOPPED)) {
            say(build + "/cancel", Map.of());
          }
        }
      }
    }
    asked.forEach(path -> say(path, Map.of("approved", true)));
  }

  /** What was heard before its answer was lost is refused when it is said again. */
  private void say(String path, Object body) {
    Api.Answer answer = api.insist("POST", path, body, Map.of());
    assertThat(answer.status()).as(path + answer.response().body()).isIn(200, 202, 409);
  }
}
