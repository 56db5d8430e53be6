package dev.millrace.server.builds.http;

import static dev.millrace.server.builds.http.testing.RunsHouse.DEMO;
import static dev.millrace.server.builds.http.testing.RunsHouse.JOB;
import static dev.millrace.server.builds.http.testing.RunsHouse.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.PipelineId;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.pipeline.data.Data;
import dev.millrace.server.builds.http.testing.Reply;
import dev.millrace.server.builds.queues.StartRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerRoutesTest extends HouseTest {
  private static final String YES = "{\"approved\": true}";
  private static final String NO = "{\"approved\": false, \"suggestion\": \"not yet\"}";

  private Build underReview() {
    return house.start(
        house.released(
            """
            variables:
              SECRET: {value: s3cret, sensitive: true}
            stages:
              - check-in:
                  reviews:
                    flows:
                      - name: first
                        reviewers: [vic]
                    variables:
                      TARGET: {default: here}
                jobs:
                  only:
                    steps: [{run: make}]
            """));
  }

  private static String review(Build build) {
    return path(build, "/stages/" + build.stages().getFirst().id() + "/review");
  }

  @Test
  void a_reviewer_lets_a_stage_begin() {
    Build build = underReview();
    assertThat(house.get("vic", path(build, "")).at("/stages/0/review/groups/0/reviewers/0"))
        .isEqualTo("vic");

    Reply reviewed =
        house.post(
            "vic",
            review(build),
            "{\"approved\": true, \"group\": 0, \"suggestion\": \"fine\","
                + " \"values\": {\"TARGET\": \"there\"}}");

    assertThat(reviewed.status()).as(reviewed.text()).isEqualTo(200);
    assertThat(reviewed.at("/status")).isEqualTo("RUNNING");
    assertThat(house.build("b-1").variables().get("TARGET")).hasToString("there");
    Reply shown = house.get("vic", path(build, ""));
    assertThat(shown.at("/stages/0/review/groups/0/decision/by")).isEqualTo("vic");
    assertThat(shown.at("/stages/0/review/groups/0/decision/values/TARGET")).isEqualTo("there");
  }

  @Test
  void a_reviewer_does_not_let_a_stage_begin() {
    Reply reviewed = house.post("vic", review(underReview()), NO);

    assertThat(reviewed.at("/status")).isEqualTo("STAGE_SUCCESS");
  }

  @Test
  void who_is_not_asked_or_asked_no_longer_does_not_answer() {
    Build build = underReview();

    Reply notAsked = house.post("max", review(build), YES);
    Reply otherGroup = house.post("vic", review(build), "{\"approved\": true, \"group\": 3}");

    assertThat(notAsked.status()).isEqualTo(409);
    assertThat(notAsked.at("/reason")).isEqualTo("review.not-a-reviewer");
    assertThat(otherGroup.at("/reason")).isEqualTo("review.other-group");
    house.post("vic", review(build), YES);
    assertThat(house.post("vic", review(build), YES).at("/reason"))
        .isEqualTo("review.nothing-asked");
    assertThat(house.post("vic", path(build, "/stages/none/review"), YES).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"approved\": null}", "{\"approved\": \"yes\"}", "[]"})
  void an_answer_must_say_yes_or_no(String body) {
    Build build = underReview();

    assertThat(house.post("vic", review(build), body).status()).isEqualTo(400);
    assertThat(house.build("b-1").status()).isEqualTo(build.status());
  }

  @Test
  void a_build_begins_only_when_its_reviewers_let_it() {
    Build model = house.start(house.ofSteps("", "run: make"));
    Build build =
        house
            .platform
            .queues()
            .start(
                new StartRequest(
                    new BuildId("b-r"),
                    DEMO,
                    new PipelineId("p-r"),
                    model.pipeline(),
                    Data.ordered(Map.of()),
                    model.start().builtIn(),
                    Set.of(),
                    1,
                    false,
                    List.of("vic")));

    assertThat(house.post("rob", path(build, "/trigger-review"), YES).status()).isEqualTo(409);
    Reply reviewed = house.post("vic", path(build, "/trigger-review"), YES);

    assertThat(reviewed.status()).as(reviewed.text()).isEqualTo(200);
    assertThat(reviewed.at("/status")).isNotEqualTo("TRIGGER_REVIEWING");
    assertThat(house.get("vic", path(build, "")).at("/triggerReview/decision/by")).isEqualTo("vic");
    assertThat(house.post("vic", path(build, "/trigger-review"), NO).status()).isEqualTo(409);
  }

  @Test
  void a_review_task_is_answered_by_its_reviewer() {
    Build build =
        house.start(
            house.ofSteps(
                "",
                "uses: manualReviewUserTask@1.*\n            with:\n"
                    + "              reviewUsers: [vic]"));

    assertThat(house.get("vic", path(build, "")).at("/stages/0/jobs/0/tasks/0/review/reviewers/0"))
        .isEqualTo("vic");
    assertThat(house.post("rob", task(build, 1, "review"), YES).status()).isEqualTo(409);
    assertThat(house.post("vic", task(build, 1, "review"), YES).status()).isEqualTo(200);
    assertThat(house.build("b-1").find(JOB).orElseThrow().tasks().getFirst().status())
        .isEqualTo(TaskStatus.SUCCEED);
  }

  private static String task(Build build, int position, String verb) {
    return path(build, "/jobs/only/tasks/only:" + position + "/" + verb);
  }

  private Build paused() {
    Build build =
        house.start(
            house.ofSteps("", "run: make\n            can-pause-before-run: true", "run: check"));
    if (build.find(JOB).orElseThrow().status() != JobStatus.PAUSE) {
      house.worker(build);
    }
    return build;
  }

  @Test
  void a_paused_task_goes_on() {
    Build build = paused();

    assertThat(house.post("vic", task(build, 1, "continue"), "{}").status()).isEqualTo(403);
    Reply badInput =
        house.post("rob", task(build, 1, "continue"), "{\"inputs\": {\"nothing\": \"x\"}}");
    Reply continued = house.post("rob", task(build, 1, "continue"), "{}");

    assertThat(badInput.status()).isEqualTo(409);
    assertThat(continued.status()).as(continued.text()).isEqualTo(200);
    assertThat(house.build("b-1").find(JOB).orElseThrow().status()).isNotEqualTo(JobStatus.PAUSE);
    assertThat(house.get("vic", path(build, "")).at("/stages/0/jobs/0/tasks/0/continued"))
        .isEqualTo("rob");
    assertThat(house.post("rob", task(build, 1, "continue"), "{}").status()).isEqualTo(409);
  }

  @Test
  void a_paused_task_is_stopped_with_its_job() {
    Build build = paused();

    assertThat(house.post("vic", task(build, 1, "stop"), "").status()).isEqualTo(403);
    assertThat(house.post("rob", task(build, 1, "stop"), "{}").status()).isEqualTo(400);
    assertThat(house.post("rob", task(build, 1, "stop"), "").status()).isEqualTo(200);
    assertThat(house.build("b-1").find(JOB).orElseThrow().status().isFinished()).isTrue();
    assertThat(house.post("rob", task(build, 9, "stop"), "").status()).isEqualTo(404);
  }

  @Test
  void a_gate_nobody_waits_at_is_not_decided() {
    Build build = house.start(house.ofSteps("", "run: make"));
    String stage = path(build, "/stages/" + build.stages().getFirst().id() + "/gates/");

    assertThat(house.post("rob", stage + "in", YES).at("/reason"))
        .isEqualTo("review.nothing-asked");
    assertThat(house.post("rob", stage + "out", NO).status()).isEqualTo(409);
    assertThat(house.post("rob", stage + "side", YES).status()).isEqualTo(404);
    assertThat(house.post("rob", task(build, 1, "gate"), YES).status()).isEqualTo(409);
  }
}
