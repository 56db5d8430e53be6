package dev.millrace.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.testkit.Seeds;
import dev.millrace.testkit.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LiveEventsTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final LiveEvent.Place PLACE =
      LiveEvent.Place.in(new ProjectId("alpha"), Optional.empty());

  private final VirtualClock clock = new VirtualClock();

  @Test
  void whoever_watches_is_told_what_is_published_from_then_on_in_order() {
    var events = new LiveEvents(clock);
    publish(events, 1);
    try (var watcher = events.subscribe(_ -> true)) {
      publish(events, 2, 3);

      assertThat(numbers(watcher.next(LONG))).containsExactly(2, 3);
      assertThat(watcher.next(Duration.ZERO)).isEqualTo(new Delivery.Nothing());
    }
  }

  @Test
  void a_watcher_that_waits_is_woken() {
    var events = new LiveEvents(clock);
    try (var watcher = events.subscribe(_ -> true)) {
      var told = CompletableFuture.supplyAsync(() -> watcher.next(LONG));

      publish(events, 7);

      assertThat(numbers(told.join())).containsExactly(7);
    }
  }

  @Test
  void ids_grow_over_a_restart_however_many_there_were() {
    var before = new LiveEvents(clock);
    publish(before, IntStream.range(0, 1_000).toArray());
    clock.advance(Duration.ofMillis(1));
    var after = new LiveEvents(clock);
    try (var old = before.subscribe(_ -> true);
        var fresh = after.subscribe(_ -> true)) {

      assertThat(fresh.position()).isGreaterThan(old.position());
    }
  }

  @Test
  void whoever_saw_events_of_a_process_before_is_told_to_look_again() {
    var before = new LiveEvents(clock);
    publish(before, 1);
    clock.advance(Duration.ofMinutes(1));
    var after = new LiveEvents(clock);
    long seen;
    try (var old = before.subscribe(_ -> true)) {
      seen = old.position();
    }
    try (var watcher = after.subscribe(_ -> true, OptionalLong.of(seen))) {
      publish(after, 2);

      assertThat(watcher.next(LONG)).isEqualTo(new Delivery.Lost());
      publish(after, 3);
      assertThat(numbers(watcher.next(LONG))).containsExactly(3);
    }
  }

  @Test
  void an_id_that_was_never_given_is_one_whose_successors_are_lost() {
    var events = new LiveEvents(clock);
    publish(events, 1);
    for (long id : new long[] {-1, 0, 17, Long.MAX_VALUE, Long.MIN_VALUE}) {
      try (var watcher = events.subscribe(_ -> true, OptionalLong.of(id))) {
        assertThat(watcher.next(LONG)).as("after %s", id).isEqualTo(new Delivery.Lost());
      }
    }
  }

  @Test
  void a_slow_watcher_costs_no_memory_and_learns_that_it_missed_some() {
    int kept = 8;
    var events = new LiveEvents(clock, kept);
    try (var slow = events.subscribe(_ -> true)) {
      publish(events, IntStream.range(0, kept).toArray());
      assertThat(numbers(slow.next(LONG))).hasSize(kept);

      publish(events, IntStream.range(0, kept + 1).toArray());

      assertThat(slow.next(LONG)).isEqualTo(new Delivery.Lost());
      publish(events, 42);
      assertThat(numbers(slow.next(LONG))).containsExactly(42);
    }
  }

  @Test
  void the_ring_holds_the_last_events_and_reaches_no_further() {
    int kept = 5;
    var ring = new EventRing(kept, 100);
    for (long id = 101; id <= 120; id++) {
      ring.add(new LiveEvent(id, VirtualClock.START, PLACE, number((int) id)));
      long oldest = Math.max(101, id - kept + 1);

      assertThat(ring.after(oldest - 1, 100).stream().map(LiveEvent::id))
          .containsExactlyElementsOf(LongStream.rangeClosed(oldest, id).boxed().toList());
      assertThat(ring.reaches(oldest - 1)).isTrue();
      assertThat(ring.reaches(oldest - 2)).isFalse();
      assertThat(ring.reaches(id + 1)).isFalse();
    }
  }

  @Test
  void what_is_not_wanted_is_passed_over_in_time() {
    var events = new LiveEvents(clock);
    try (var watcher = events.subscribe(event -> number(event) % 2 == 0)) {
      publish(events, 1, 3, 5);
      assertThat(watcher.next(Duration.ZERO)).isEqualTo(new Delivery.Nothing());

      publish(events, 7, 8);
      assertThat(numbers(watcher.next(LONG))).containsExactly(8);
    }
  }

  @Test
  void whoever_breaks_off_and_comes_again_misses_none_and_gets_none_twice() {
    Seeds.forEach(
        200,
        random -> {
          var events = new LiveEvents(clock);
          List<Integer> told = new ArrayList<>();
          int count = 0;
          long position;
          try (var first = events.subscribe(_ -> true)) {
            position = first.position();
          }
          for (int round = 0; round < 50; round++) {
            int more = random.nextInt(2 * LiveEvents.BATCH / 10);
            publish(events, IntStream.range(count, count + more).toArray());
            count += more;
            try (var watcher = events.subscribe(_ -> true, OptionalLong.of(position))) {
              if (watcher.next(Duration.ZERO) instanceof Delivery.Some(var some)) {
                // It breaks off after some of them.
                for (LiveEvent event : some.subList(0, random.nextInt(some.size() + 1))) {
                  told.add(number(event));
                  position = event.id();
                }
              }
            }
          }
          try (var last = events.subscribe(_ -> true, OptionalLong.of(position))) {
            while (last.next(Duration.ZERO) instanceof Delivery.Some(var some)) {
              some.forEach(event -> told.add(number(event)));
            }
          }
          assertThat(told).isEqualTo(IntStream.range(0, count).boxed().toList());
        });
  }

  @Test
  void a_thousand_watchers_are_told_everything() {
    var events = new LiveEvents(clock);
    int many = 1_000;
    int published = 2_000;
    List<CompletableFuture<List<Integer>>> told = new ArrayList<>();
    for (int n = 0; n < many; n++) {
      Subscription watcher = events.subscribe(_ -> true);
      var all = new CompletableFuture<List<Integer>>();
      told.add(all);
      Thread.ofVirtual().start(() -> all.complete(read(watcher, published)));
    }
    assertThat(events.watchers()).isEqualTo(many);

    for (int n = 0; n < published; n++) {
      publish(events, n);
    }

    List<Integer> expected = IntStream.range(0, published).boxed().toList();
    told.forEach(all -> assertThat(all.join()).isEqualTo(expected));
    assertThat(events.watchers()).isZero();
    assertThat(events.published()).isEqualTo(published);
  }

  private static List<Integer> read(Subscription watcher, int count) {
    try (watcher) {
      List<Integer> told = new ArrayList<>();
      while (told.size() < count && watcher.next(LONG) instanceof Delivery.Some(var some)) {
        some.forEach(event -> told.add(number(event)));
      }
      return told;
    }
  }

  @Test
  void closing_ends_who_waits_and_who_comes_later() {
    var events = new LiveEvents(clock);
    var watcher = events.subscribe(_ -> true);
    var told = CompletableFuture.supplyAsync(() -> watcher.next(LONG));

    events.close();

    assertThat(told.join()).isEqualTo(new Delivery.Over());
    assertThat(events.subscribe(_ -> true).next(LONG)).isEqualTo(new Delivery.Over());
  }

  @Test
  void an_interrupted_watcher_is_done() {
    var events = new LiveEvents(clock);
    Thread.currentThread().interrupt();

    Delivery told = events.subscribe(_ -> true).next(LONG);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(told).isEqualTo(new Delivery.Over());
  }

  private static void publish(LiveEvents events, int... numbers) {
    events.publish(
        PLACE,
        IntStream.of(numbers).mapToObj(LiveEventsTest::number).map(Change.class::cast).toList());
  }

  private static Change.OfProject number(int number) {
    return new Change.OfProject("test", Integer.toString(number), "counted");
  }

  private static int number(LiveEvent event) {
    return Integer.parseInt(((Change.OfProject) event.change()).id());
  }

  private static List<Integer> numbers(Delivery delivery) {
    return delivery instanceof Delivery.Some(var events)
        ? events.stream().map(LiveEventsTest::number).toList()
        : List.of();
  }
}
