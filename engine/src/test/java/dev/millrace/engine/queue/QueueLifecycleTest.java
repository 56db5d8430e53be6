package dev.millrace.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.queue.QueueEffect.Admit;
import dev.millrace.engine.queue.QueueEffect.CancelBuild;
import dev.millrace.engine.queue.QueueEffect.TimeOut;
import dev.millrace.engine.queue.QueuedBuild.Standing;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.pipeline.Concurrency;
import dev.millrace.pipeline.Concurrency.RunLock;
import dev.millrace.testkit.Translations;
import dev.millrace.wording.Sentence;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueueLifecycleTest {
  private static final BuildId A = new BuildId("a");

  @Test
  void of_a_single_pipeline_one_build_runs_and_the_others_follow_in_their_order() {
    PlayedQueue queue = PlayedQueue.single(10);

    assertThat(queue.start("a")).isEqualTo(new StartAnswer.Admitted());
    assertThat(queue.start("b")).isEqualTo(queued(QueueWording.WAITS_FOR_BUILD.of("a")));
    assertThat(queue.start("c")).isEqualTo(queued(QueueWording.WAITS_IN_LINE.of(1)));

    assertThat(queue.ends("a").told()).containsExactly(new Admit(new BuildId("b"), 1));
    assertThat(queue.ends("b").told()).containsExactly(new Admit(new BuildId("c"), 1));
    assertThat(queue.ends("c").state().unfinished()).isZero();
    assertThat(queue.timers()).isEmpty();
  }

  @Test
  void of_a_multiple_pipeline_so_many_run_at_once() {
    PlayedQueue queue = PlayedQueue.multiple(2).starts("a", "b", "c", "d");

    assertThat(queue.in(Standing.RUNNING)).containsExactly("a", "b");
    assertThat(queue.ends("b").told()).containsExactly(new Admit(new BuildId("c"), 1));
  }

  @Test
  void a_multiple_pipeline_has_at_most_200_unfinished_builds() {
    PlayedQueue queue = PlayedQueue.multiple(1);
    for (int n = 1; n <= 200; n++) {
      assertThat(queue.later(Duration.ofSeconds(1)).start("b-" + n))
          .isNotInstanceOf(StartAnswer.Refused.class);
    }

    assertThat(queue.start("one-more"))
        .isEqualTo(refused(QueueWording.TOO_MANY_UNFINISHED.of(200, 200)));

    queue.ends("b-1");
    assertThat(queue.start("one-more")).isInstanceOf(StartAnswer.Queued.class);
  }

  @Test
  void a_full_line_gives_up_the_build_that_has_waited_for_longest() {
    PlayedQueue queue = PlayedQueue.single(2).starts("a", "b", "c", "d");

    assertThat(queue.told())
        .containsExactly(new CancelBuild(new BuildId("b"), 1, QueueWording.PUSHED_OUT.of(2)));
    assertThat(queue.in(Standing.WAITING)).containsExactly("c", "d");
    assertThat(queue.timers()).containsOnlyKeys("queue:c", "queue:d");
  }

  @Test
  void a_line_of_length_0_takes_a_build_only_if_it_can_run() {
    PlayedQueue queue = PlayedQueue.single(0);

    assertThat(queue.start("a")).isEqualTo(new StartAnswer.Admitted());
    assertThat(queue.start("b")).isEqualTo(refused(QueueWording.NO_PLACE_TO_WAIT.of()));

    queue.ends("a");
    assertThat(queue.start("b")).isEqualTo(new StartAnswer.Admitted());
  }

  @Test
  void a_line_is_as_long_as_its_pipeline_says_and_10_where_it_does_not() {
    for (int length : List.of(1, 10, 200)) {
      PlayedQueue queue = PlayedQueue.single(length).starts("running");
      for (int n = 1; n <= length; n++) {
        queue.later(Duration.ofSeconds(1)).start("b-" + n);
        assertThat(queue.told()).isEmpty();
      }
      assertThat(queue.later(Duration.ofSeconds(1)).starts("one-more").told()).hasSize(1);
    }
    assertThat(QueueSettings.of(Concurrency.DEFAULT).length()).isEqualTo(10);
  }

  @Test
  void a_locked_pipeline_takes_no_build() {
    var locked = PlayedQueue.settings(RunLock.LOCK, 10, false, Optional.empty());
    var queue = new PlayedQueue(locked);

    assertThat(queue.start("a")).isEqualTo(refused(QueueWording.LOCKED.of()));
    assertThat(queue.state().unfinished()).isZero();
  }

  @Test
  void a_build_that_has_waited_for_too_long_is_given_up() {
    PlayedQueue queue = PlayedQueue.single(10).starts("a", "b", "c");

    assertThat(queue.timesOut("b").told())
        .containsExactly(new TimeOut(new BuildId("b"), 1, QueueWording.WAITED_TOO_LONG.of(30)));
    assertThat(queue.ends("a").told()).containsExactly(new Admit(new BuildId("c"), 1));
  }

  @Test
  void how_long_a_build_waits_is_an_hour_under_single_lock_whatever_its_pipeline_says() {
    assertThat(PlayedQueue.settings(RunLock.SINGLE_LOCK, 10, false, Optional.empty()).patience())
        .isEqualTo(Duration.ofHours(1));
    assertThat(PlayedQueue.settings(RunLock.SINGLE, 10, false, Optional.empty()).patience())
        .isEqualTo(Duration.ofMinutes(30));
    assertThat(QueueSettings.of(Concurrency.DEFAULT).patience()).isEqualTo(Duration.ofHours(8));
  }

  @Test
  void a_start_in_a_group_that_cancels_gives_up_all_others_and_runs_when_they_have_ended() {
    PlayedQueue queue = PlayedQueue.group(false).starts("a", "b");
    var cancelling =
        new QueueEvent.StartRequested(
            new BuildId("c"),
            new PipelineId("other"),
            PlayedQueue.settings(RunLock.GROUP_LOCK, 10, true, Optional.empty()),
            false);

    Sentence reason = QueueWording.GROUP_STARTS_AGAIN.of();
    assertThat(queue.on(cancelling).told())
        .containsExactlyInAnyOrder(
            new CancelBuild(new BuildId("a"), 1, reason),
            new CancelBuild(new BuildId("b"), 1, reason));
    assertThat(queue.in(Standing.WAITING)).containsExactly("c");
    assertThat(queue.ends("a").told()).containsExactly(new Admit(new BuildId("c"), 1));
  }

  @Test
  void a_full_line_of_a_group_gives_up_a_build_of_the_same_pipeline() {
    var queue =
        new PlayedQueue(PlayedQueue.settings(RunLock.GROUP_LOCK, 1, false, Optional.empty()));
    queue.start("running", new PipelineId("x"));
    queue.start("other", new PipelineId("x"));
    queue.start("mine", new PipelineId("y"));
    assertThat(queue.told()).isEmpty();

    queue.start("mine-again", new PipelineId("y"));

    assertThat(queue.in(Standing.WAITING)).containsExactly("other", "mine-again");
  }

  @Test
  void a_parked_build_lends_its_slot_and_has_it_back_without_waiting() {
    PlayedQueue queue = PlayedQueue.single(10).starts("a", "b", "c");

    queue.on(new QueueEvent.BuildParked(new BuildId("a"), 1, 2));
    assertThat(queue.told()).containsExactly(new Admit(new BuildId("b"), 1));
    queue.on(new QueueEvent.BuildResumed(new BuildId("a"), 1, 3));
    assertThat(queue.in(Standing.RUNNING)).containsExactly("a", "b");

    assertThat(queue.ends("b").told()).isEmpty();
    assertThat(queue.ends("a").told()).containsExactly(new Admit(new BuildId("c"), 1));
  }

  @Test
  void news_that_come_in_another_order_do_not_bring_back_what_is_over() {
    PlayedQueue queue = PlayedQueue.single(10).starts("a", "b");
    queue.on(new QueueEvent.BuildParked(new BuildId("a"), 1, 2));
    queue.on(new QueueEvent.BuildResumed(new BuildId("a"), 1, 3));
    BuildQueue before = queue.state();

    queue.on(new QueueEvent.BuildParked(new BuildId("a"), 1, 2));

    assertThat(queue.state()).isSameAs(before);
  }

  @Test
  void a_start_that_people_are_asked_about_is_checked_at_once_and_takes_its_place_later() {
    PlayedQueue queue = PlayedQueue.single(0);

    assertThat(queue.announce("a")).isEqualTo(new StartAnswer.Announced());
    assertThat(queue.state().unfinished()).isZero();
    queue.on(new QueueEvent.PlaceRequested(A, PlayedQueue.PIPELINE, queue.settings(), 1, 2));
    assertThat(queue.told()).containsExactly(new Admit(A, 1));

    assertThat(queue.announce("b")).isEqualTo(refused(QueueWording.NO_PLACE_TO_WAIT.of()));
  }

  @Test
  void an_announced_build_counts_among_the_starts_that_come_too_fast() {
    PlayedQueue queue = PlayedQueue.multiple(200);
    for (int n = 0; n < StartRate.BURST; n++) {
      queue.announce("b-" + n);
    }

    assertThat(queue.announce("too-fast")).isEqualTo(refused(QueueWording.TOO_FAST.of(50, 20)));
  }

  @Test
  void what_comes_again_or_of_an_attempt_before_changes_nothing() {
    PlayedQueue queue = PlayedQueue.single(10).starts("a", "b").ends("a").retries("a", 2);
    BuildQueue before = queue.state();

    assertThat(queue.start("b")).isEqualTo(new StartAnswer.Known());
    queue.ends("a").retries("a", 2).retries("a", 1).ends("never-there");
    queue.on(new QueueEvent.QueueTimeoutReached(new BuildId("b"), 1));

    assertThat(queue.state()).isSameAs(before);
    assertThat(queue.told()).isEmpty();
  }

  @Test
  void a_build_that_is_tried_again_waits_behind_those_that_came_before() {
    PlayedQueue queue = PlayedQueue.single(10).starts("a", "b", "c").ends("a");

    queue.retries("a", 2);

    assertThat(queue.in(Standing.WAITING)).containsExactly("c", "a");
    assertThat(queue.ends("b").ends("c").told()).containsExactly(new Admit(new BuildId("a"), 2));
  }

  @Test
  void a_retry_that_overtakes_the_word_of_the_end_before_takes_the_old_slot_away() {
    PlayedQueue queue = PlayedQueue.single(10).starts("a", "b");

    queue.retries("a", 2);
    assertThat(queue.in(Standing.RUNNING)).containsExactly("b");

    queue.ends("a");
    assertThat(queue.in(Standing.WAITING)).containsExactly("a");
  }

  @Test
  void a_retry_that_is_not_taken_ends_its_build() {
    var queue = new PlayedQueue(PlayedQueue.settings(RunLock.LOCK, 10, false, Optional.empty()));

    assertThat(queue.retries("a", 2).told())
        .containsExactly(new CancelBuild(new BuildId("a"), 2, QueueWording.LOCKED.of()));
  }

  @Test
  void after_50_starts_at_once_there_is_one_more_each_20_ms() {
    PlayedQueue queue = PlayedQueue.multiple(200);
    for (int n = 0; n < StartRate.BURST; n++) {
      assertThat(queue.start("b-" + n)).isEqualTo(new StartAnswer.Admitted());
    }

    assertThat(queue.start("too-fast")).isEqualTo(refused(QueueWording.TOO_FAST.of(50, 20)));

    queue.later(StartRate.REFILL);
    assertThat(queue.start("in-time")).isEqualTo(new StartAnswer.Admitted());
    assertThat(queue.start("too-fast")).isInstanceOf(StartAnswer.Refused.class);
  }

  @Test
  void a_start_by_the_clock_is_refused_when_the_sources_are_the_same() {
    PlayedQueue queue = PlayedQueue.single(10);
    var settings = PlayedQueue.settings(RunLock.SINGLE, 10, false, Optional.empty());

    queue.on(new QueueEvent.StartRequested(new BuildId("a"), PlayedQueue.PIPELINE, settings, true));

    assertThat(queue.state().unfinished()).isZero();
  }

  @Test
  void a_waiting_build_says_where_it_stands_who_holds_the_slots_and_until_when() {
    PlayedQueue queue = PlayedQueue.multiple(2).starts("a", "b", "c", "d");

    WaitingBuild third = WaitingBuild.find(queue.state(), new BuildId("c")).orElseThrow();
    WaitingBuild fourth = WaitingBuild.find(queue.state(), new BuildId("d")).orElseThrow();

    assertThat(third.position()).isEqualTo(1);
    assertThat(third.reason()).isEqualTo(QueueWording.WAITS_FOR_SLOT.of(2));
    assertThat(third.holders()).containsExactly(new BuildId("a"), new BuildId("b"));
    assertThat(queue.timers().values())
        .anySatisfy(timer -> assertThat(timer.due()).isEqualTo(third.until()));
    assertThat(fourth.position()).isEqualTo(2);
    assertThat(WaitingBuild.find(queue.state(), new BuildId("a"))).isEmpty();
  }

  @Test
  void everything_is_said_in_every_language() {
    assertThat(Translations.complaintsOf(QueueWording.class)).isEmpty();
  }

  private static StartAnswer queued(Sentence reason) {
    return new StartAnswer.Queued(reason);
  }

  private static StartAnswer refused(Sentence reason) {
    return new StartAnswer.Refused(reason);
  }
}
