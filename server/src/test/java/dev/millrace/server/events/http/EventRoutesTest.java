package dev.millrace.server.events.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.ProjectId;
import dev.millrace.engine.state.StageId;
import dev.millrace.server.access.Actor;
import dev.millrace.server.access.Secret;
import dev.millrace.server.events.Change;
import dev.millrace.server.events.LiveEvent;
import dev.millrace.server.events.http.Readers.Message;
import dev.millrace.server.events.http.Readers.Reader;
import dev.millrace.testkit.Seeds;
import dev.millrace.testkit.Translations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120) // a stream that lacks something would be read for ever
class EventRoutesTest {
  private final Readers house = new Readers(Readers.quick());

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void a_stream_begins_with_its_place_and_tells_what_changes() {
    try (Reader reader = house.read(Readers.BOB, "/api/v1/events")) {
      assertThat(reader.header("Content-Type")).startsWith("text/event-stream");
      assertThat(reader.header("Cache-Control")).isEqualTo("no-store");
      assertThat(name(reader)).isEqualTo("ready");

      publish(Readers.ALPHA, "b-1", running(7));

      Message told = reader.next().orElseThrow();
      assertThat(told.name()).hasValue("change");
      assertThat(told.data())
          .contains("\"kind\":\"build\"", "\"project\":\"alpha\"", "\"pipeline\":\"p-1\"")
          .contains("\"build\":\"b-1\"", "\"number\":7", "\"status\":\"RUNNING\"")
          .contains("\"id\":\"" + reader.lastId.orElseThrow() + "\"")
          .doesNotContain("endedAt", "null");
    }
  }

  @Test
  void nobody_is_told_of_projects_they_may_not_see() {
    var hidden = new ProjectId("hidden");
    try (Reader reader = house.read(Readers.BOB, "/api/v1/events");
        Reader all = house.read(Readers.ADA, "/api/v1/events")) {
      assertThat(name(reader)).isEqualTo("ready");
      assertThat(name(all)).isEqualTo("ready");

      publish(hidden, "b-1", running(1));
      publish(Readers.ALPHA, "b-2", running(1));

      assertThat(build(reader)).contains("b-2");
      assertThat(build(all)).contains("b-1");
    }
  }

  @Test
  void a_build_of_no_project_is_for_administrators() {
    try (Reader reader = house.read(Readers.BOB, "/api/v1/events");
        Reader all = house.read(Readers.ADA, "/api/v1/events")) {
      assertThat(name(reader)).isEqualTo("ready");
      assertThat(name(all)).isEqualTo("ready");

      house.events.publish(
          new LiveEvent.Place(Optional.empty(), Optional.empty(), Optional.of(new BuildId("b-0"))),
          List.of(running(1)));
      publish(Readers.ALPHA, "b-2", running(1));

      assertThat(build(reader)).contains("b-2");
      assertThat(build(all)).contains("b-0");
    }
  }

  @Test
  void a_right_taken_away_stops_the_flow_at_once() {
    try (Reader reader = house.read(Readers.BOB, "/api/v1/events")) {
      assertThat(name(reader)).isEqualTo("ready");
      publish(Readers.ALPHA, "b-1", running(1));
      assertThat(build(reader)).contains("b-1");

      house.memberships.remove(Actor.SYSTEM, Readers.ALPHA, Readers.BOB);
      publish(Readers.ALPHA, "b-2", running(1));
      publish(Readers.BETA, "b-3", running(1));

      assertThat(build(reader)).contains("b-3");
    }
  }

  @Test
  void the_stream_of_a_project_is_about_it_and_ends_with_the_right_to_see_it() {
    try (Reader reader = house.read(Readers.BOB, "/api/v1/projects/alpha/events")) {
      assertThat(name(reader)).isEqualTo("ready");
      publish(Readers.BETA, "b-1", running(1));
      publish(Readers.ALPHA, "b-2", running(1));
      assertThat(build(reader)).contains("b-2");

      house.memberships.remove(Actor.SYSTEM, Readers.ALPHA, Readers.BOB);

      assertThat(reader.next()).isEmpty();
    }
    Optional<Secret> bob = Optional.of(house.session(Readers.BOB));
    assertThat(house.status(bob, "/api/v1/projects/alpha/events")).isEqualTo(404);
  }

  @Test
  void a_stream_ends_with_the_session_of_its_reader() {
    Secret session = house.session(Readers.BOB);
    try (Reader reader = house.read(session, "/api/v1/events", Optional.empty())) {
      assertThat(name(reader)).isEqualTo("ready");

      house.end(session);

      assertThat(reader.next()).isEmpty();
    }
  }

  @Test
  void a_stream_with_nothing_to_tell_says_that_it_is_there_and_how_far_it_is() {
    try (Reader reader = house.read(Readers.BOB, "/api/v1/events?kind=build")) {
      assertThat(name(reader)).isEqualTo("ready");
      publish(Readers.ALPHA, "b-1", job(JobStatus.RUNNING));

      Optional<String> begun = reader.lastId;
      while (reader.lastId.equals(begun)) {
        assertThat(reader.line()).isPresent();
      }

      assertThat(reader.comments).isPositive();
    }
  }

  @Test
  void only_what_was_asked_for_is_told() {
    String query = "?project=beta&pipeline=p-1&build=b-3&kind=job,task";
    try (Reader reader = house.read(Readers.BOB, "/api/v1/events" + query)) {
      assertThat(name(reader)).isEqualTo("ready");

      publish(Readers.ALPHA, "b-3", job(JobStatus.RUNNING));
      publish(Readers.BETA, "b-2", job(JobStatus.RUNNING));
      publish(Readers.BETA, "b-3", running(1));
      publish(Readers.BETA, "b-3", job(JobStatus.FAILED));

      assertThat(build(reader)).contains("\"kind\":\"job\"", "beta", "b-3", "FAILED");
    }
  }

  @Test
  void strangers_and_wrong_filters_are_refused() {
    Optional<Secret> bob = Optional.of(house.session(Readers.BOB));

    assertThat(house.status(Optional.empty(), "/api/v1/events")).isEqualTo(401);
    assertThat(house.status(Optional.empty(), "/api/events/tasks")).isEqualTo(401);
    assertThat(house.status(bob, "/api/v1/events?kind=car")).isEqualTo(400);
    assertThat(house.status(bob, "/api/v1/projects/hidden/events")).isEqualTo(404);
  }

  @Test
  void a_reader_that_breaks_off_at_any_moment_misses_nothing_and_gets_nothing_twice() {
    int all = 300;
    Secret session = house.session(Readers.BOB);
    Seeds.forEach(
        5,
        random -> {
          List<Integer> told = new ArrayList<>();
          Optional<String> lastId;
          try (Reader first = house.read(session, "/api/v1/events", Optional.empty())) {
            assertThat(name(first)).isEqualTo("ready");
            lastId = first.lastId;
          }
          var publisher =
              Thread.ofVirtual()
                  .start(() -> {
                    for (int n = 1; n <= all; n++) {
                      publish(Readers.ALPHA, "b-" + n, running(n));
                    }
                  });
          while (told.size() < all) {
            int read = 1 + random.nextInt(60);
            try (Reader reader = house.read(session, "/api/v1/events", lastId)) {
              assertThat(name(reader)).isEqualTo("ready");
              for (int n = 0; n < read && told.size() < all; n++) {
                told.add(number(reader.next().orElseThrow()));
                lastId = reader.lastId;
              }
            }
          }
          join(publisher);
          assertThat(told).isEqualTo(IntStream.rangeClosed(1, all).boxed().toList());
        });
  }

  @Test
  void whoever_was_away_for_too_long_is_told_to_look_again() {
    for (String lost : List.of("17", "no id of ours", "99999999999999999999")) {
      Secret session = house.session(Readers.BOB);
      try (Reader reader = house.read(session, "/api/v1/events", Optional.of(lost))) {
        assertThat(name(reader)).isEqualTo("reset");
        publish(Readers.ALPHA, "b-1", running(1));
        assertThat(build(reader)).contains("b-1");
      }
    }
    try (Reader reader = house.read(Readers.BOB, "/api/v1/events?after=17")) {
      assertThat(name(reader)).isEqualTo("reset");
    }
  }

  @Test
  void jobs_are_told_as_skalds_tells_its_tasks() {
    try (Reader reader = house.read(Readers.BOB, "/api/events/tasks?task_id=b-1:compile")) {
      assertThat(reader.next().orElseThrow().data()).contains("\"type\":\"connection\"");

      publish(Readers.ALPHA, "b-2", job(JobStatus.RUNNING));
      publish(Readers.ALPHA, "b-1", running(1));
      publish(Readers.ALPHA, "b-1", job(JobStatus.RUNNING));
      publish(Readers.ALPHA, "b-1", job(JobStatus.FAILED));

      Message running = reader.next().orElseThrow();
      assertThat(running.name()).isEmpty();
      assertThat(running.data())
          .contains("\"type\":\"task_heartbeat\"", "\"taskId\":\"b-1:compile\"")
          .contains("\"lifecycleStatus\":\"Running\"")
          .contains("\"timestamp\":" + house.clock.instant().toEpochMilli());
      assertThat(reader.next().orElseThrow().data())
          .contains("task_heartbeat", "\"heartbeat\":-1", "\"lifecycleStatus\":\"Failed\"");
      assertThat(reader.next().orElseThrow().data()).contains("task_error", "\"error\":\"");
    }
  }

  @Test
  void stopping_ends_all_streams() {
    try (Reader reader = house.read(Readers.BOB, "/api/v1/events")) {
      assertThat(name(reader)).isEqualTo("ready");

      house.close();

      assertThat(reader.next()).isEmpty();
    }
  }

  @Test
  void a_user_has_no_more_streams_than_they_may() {
    var settings = new StreamSettings(Duration.ofMillis(50), Duration.ofSeconds(1), 2, 3);
    try (var small = new Readers(settings)) {
      Optional<Secret> bob = Optional.of(small.session(Readers.BOB));
      Optional<Secret> ada = Optional.of(small.session(Readers.ADA));
      try (Reader first = small.read(Readers.BOB, "/api/v1/events");
          Reader second = small.read(Readers.BOB, "/api/v1/events");
          Reader third = small.read(Readers.ADA, "/api/v1/events")) {
        List.of(first, second, third)
            .forEach(reader -> assertThat(name(reader)).isEqualTo("ready"));

        assertThat(small.status(bob, "/api/v1/events")).isEqualTo(429);
        assertThat(small.status(ada, "/api/v1/events")).isEqualTo(503);
      }
    }
  }

  @Test
  void all_sentences_are_translated() {
    assertThat(Translations.complaintsOf(EventWording.class)).isEmpty();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException stop) {
      throw new AssertionError(stop);
    }
  }

  private void publish(ProjectId project, String build, Change change) {
    house.events.publish(
        new LiveEvent.Place(
            Optional.of(project),
            Optional.of(new PipelineId("p-1")),
            Optional.of(new BuildId(build))),
        List.of(change));
  }

  private static Change running(long number) {
    return new Change.OfBuild(number, 1, BuildStatus.RUNNING, Optional.empty(), Optional.empty());
  }

  private static Change job(JobStatus status) {
    return new Change.OfJob(
        new StageId("stage-1"),
        new JobId("compile"),
        1,
        status,
        Optional.empty(),
        Optional.empty());
  }

  private static String name(Reader reader) {
    return reader.next().orElseThrow().name().orElse("");
  }

  private static String build(Reader reader) {
    return reader.next().orElseThrow().data();
  }

  private static int number(Message message) {
    return Integer.parseInt(message.data().replaceAll(".*\"number\":(\\d+).*", "$1"));
  }
}
