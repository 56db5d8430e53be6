package dev.millrace.server.builds.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent;
import dev.millrace.engine.event.TaskResult.Outcome;
import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.Pipeline;
import dev.millrace.server.builds.memory.MemoryPipelines;
import org.junit.jupiter.api.Test;

/** The process dies after each number of turns in turn, and another takes over. */
class CallCrashesTest extends CallsTestBase {
  /** More than any of these stories has. */
  private static final int TURNS = 10;

  @Test
  void a_child_begins_once_and_its_end_is_heard_wherever_the_process_dies() {
    know(PLAIN_CHILD);
    Pipeline parent = know(PARENT_THAT_WAITS);
    for (int died = 1; died < TURNS; died++) {
      String file = inNewFile("begins-" + died);
      begin(parent);
      runTurns(died);

      restart(file);
      assertThat(children()).as("children, died after %d turns", died).containsExactly(CHILD);
      work(CHILD, Outcome.SUCCEEDED);

      assertThat(build(PARENT).status())
          .as("died after %d turns", died)
          .isEqualTo(BuildStatus.SUCCEED);
      assertThat(store.unfinished()).isEmpty();
    }
  }

  @Test
  void the_end_of_a_child_is_told_by_the_process_that_comes_after() {
    know(PLAIN_CHILD);
    Pipeline parent = know(PARENT_THAT_WAITS);
    for (int died = 1; died < TURNS; died++) {
      String file = inNewFile("ends-" + died);
      start(parent);
      var _ = platform.builds().sendLater(CHILD, new BuildEvent.CancelRequested("bob", true));
      runTurns(died);

      restart(file);

      assertThat(call().status()).as("died after %d turns", died).isEqualTo(TaskStatus.CANCELED);
      assertThat(store.unfinished()).isEmpty();
    }
  }

  @Test
  void a_child_that_is_no_longer_wanted_never_begins_or_is_cancelled() {
    know(PLAIN_CHILD);
    Pipeline parent = know(PARENT_THAT_WAITS);
    int neverBegan = 0;
    int cancelled = 0;
    for (int begun = 1; begun <= 4; begun++) {
      for (int died = 1; died < TURNS; died++) {
        String file = inNewFile("unwanted-" + begun + "-" + died);
        begin(parent);
        runTurns(begun);
        var _ = platform.builds().sendLater(PARENT, new BuildEvent.CancelRequested("bob", true));
        runTurnsBackwards(died);
        boolean heard = build(PARENT).cancel().isPresent();
        boolean began = children().contains(CHILD);

        restart(file);

        if (heard && began) {
          assertThat(build(CHILD).cancel()).as("begun %d, died %d", begun, died).isPresent();
          cancelled++;
        } else if (heard) {
          assertThat(children()).as("begun %d, died %d", begun, died).isEmpty();
          neverBegan++;
        }
        assertThat(build(PARENT).status().isFinished()).isEqualTo(heard);
      }
    }
    assertThat(neverBegan).isPositive();
    assertThat(cancelled).isPositive();
  }

  @Test
  void a_start_that_still_waits_for_its_turn_when_it_is_taken_back_begins_nothing() {
    know(PLAIN_CHILD);
    begin(know(PARENT_THAT_WAITS));
    runTurns(2);
    var _ = platform.builds().sendLater(PARENT, new BuildEvent.CancelRequested("bob", true));
    runTurnsBackwards(1);
    assertThat(build(PARENT).status()).isEqualTo(BuildStatus.CANCELED);

    runTurns();

    assertThat(children()).isEmpty();
    assertThat(store.unfinished()).isEmpty();
  }

  /** A start is asked for again, and by then another pipeline may have the name, or none. */
  @Test
  void a_child_is_found_again_although_its_pipeline_is_gone() {
    Pipeline parent = know(PARENT_THAT_WAITS);
    for (int died = 1; died < TURNS; died++) {
      pipelines = new MemoryPipelines();
      know(PARENT_THAT_WAITS);
      know(PLAIN_CHILD);
      String file = inNewFile("gone-" + died);
      begin(parent);
      runTurns(died);
      boolean began = children().contains(CHILD);

      pipelines = new MemoryPipelines();
      restart(file);

      if (began) {
        assertThat(call().status()).as("died %d", died).isEqualTo(TaskStatus.CALL_WAITING);
        work(CHILD, Outcome.SUCCEEDED);
        assertThat(build(PARENT).status()).isEqualTo(BuildStatus.SUCCEED);
      } else {
        assertThat(call().status()).as("died %d", died).isEqualTo(TaskStatus.FAILED);
      }
    }
  }

  private String inNewFile(String name) {
    reopen(name);
    return name;
  }
}
