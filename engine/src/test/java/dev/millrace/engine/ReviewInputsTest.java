package dev.millrace.engine;

import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.PlayedBuild.aBuildOf;
import static dev.millrace.engine.TaskBuilder.aReview;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildEvent.TaskReminderDue;
import dev.millrace.engine.event.BuildEvent.TaskReviewed;
import dev.millrace.engine.state.JobId;
import dev.millrace.engine.state.ServerWork;
import dev.millrace.engine.state.TaskId;
import dev.millrace.pipeline.data.Data;
import dev.millrace.wording.Sentence;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the inputs of a review task may say, and what is made of what they do not. */
class ReviewInputsTest {
  private static PlayedBuild asking(TaskBuilder review) {
    return aBuildOf(aPipelineOf(aJob("a", review)));
  }

  private static ServerWork.Review review(PlayedBuild build) {
    return (ServerWork.Review) build.task("a", 1).work().orElseThrow();
  }

  private static Data list(Data... values) {
    return new Data.Items(Arrays.asList(values));
  }

  @Test
  void reviewers_may_be_a_list_of_names_and_of_several_in_one_and_each_counts_once() {
    var users = list(Data.text("ann, bob"), Data.text("cid"), Data.text(" ann "), Data.number(7));

    assertThat(review(asking(aReview("").input("reviewUsers", users))).reviewers())
        .containsExactly("ann", "bob", "cid", "7");
  }

  @Test
  void what_names_nobody_asks_nobody() {
    var build = asking(aReview("").input("reviewUsers", Data.flag(true)));

    assertThat(build.task("a", 1).failure().orElseThrow().message().english())
        .isEqualTo("the review names nobody who may answer it");
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "0, 0", "soon, 0", "-1, 0", "1.5, 0", "9999, 168", "10000, 0"})
  void a_reminder_needs_a_number_of_hours(String written, int hours) {
    var build = asking(aReview("ann").input("reminderTime", Data.text(written)));

    assertThat(review(build).reminderHours()).isEqualTo(hours);
    assertThat(build.timers().containsKey("remind:a:1")).isEqualTo(hours > 0);
  }

  @Test
  void a_reminder_that_comes_again_reminds_nobody() {
    var build = asking(aReview("ann").remindsAfter(1)).timer("remind:a:1");
    var before = build.state();

    build.on(new TaskReminderDue(new TaskId("a:1"), new JobId("a"), 1, 0, 1));

    assertThat(build.effects()).isEmpty();
    assertThat(build.state()).isSameAs(before);
  }

  @Test
  void variables_are_set_under_the_namespace_of_the_task_before_that_of_its_inputs() {
    var inputs = aReview("ann").input("namespace", Data.text(" in "));
    var both = aReview("ann").input("namespace", Data.text("in")).namespace("ns");

    assertThat(review(asking(inputs)).namespace()).isEqualTo("in");
    assertThat(review(asking(both)).namespace()).isEqualTo("ns");
  }

  @Test
  void what_has_no_name_is_no_parameter() {
    var named = new Data.Fields(Data.ordered(Map.of("key", Data.text("N"))));
    var blank = new Data.Fields(Data.ordered(Map.of("key", Data.text(" "))));
    var build =
        asking(
            aReview("ann")
                .input("params", list(Data.text("x"), blank, new Data.Fields(Data.none()), named)));

    assertThat(review(build).parameters())
        .extracting(ServerWork.ReviewParameter::name)
        .containsExactly("N");
  }

  @ParameterizedTest(name = "approved: {0}, default \"{1}\": {2}")
  @CsvSource({
    "true,  '',   N needs a value",
    "false, '',   ''",
    "true,  here, ''",
  })
  void only_who_approves_has_to_give_what_is_needed(
      boolean approved, String written, String problem) {
    var needed =
        new Data.Fields(
            Data.ordered(
                Map.of(
                    "key", Data.text("N"),
                    "value", Data.text(written),
                    "required", Data.flag(true))));
    var build = asking(aReview("ann").input("params", list(needed)));
    var answer =
        new TaskReviewed(
            new TaskId("a:1"), new JobId("a"), 1, 0, "ann", approved, "", Data.ordered(Map.of()));

    assertThat(WaitingTaskCheck.problemOf(build.state(), answer).map(Sentence::english).orElse(""))
        .isEqualTo(problem);
  }

  @Test
  void a_suggestion_has_a_longest_length() {
    var build = asking(aReview("ann"));
    for (int length : List.of(WaitingTaskCheck.MAX_VALUE, WaitingTaskCheck.MAX_VALUE + 1)) {
      var answer =
          new TaskReviewed(
              new TaskId("a:1"),
              new JobId("a"),
              1,
              0,
              "ann",
              true,
              "x".repeat(length),
              Data.ordered(Map.of()));

      assertThat(WaitingTaskCheck.problemOf(build.state(), answer).isPresent())
          .isEqualTo(length > WaitingTaskCheck.MAX_VALUE);
    }
  }
}
