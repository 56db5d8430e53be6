package dev.millrace.server.builds.http;

import static dev.millrace.server.builds.http.testing.RunsHouse.JOB;
import static dev.millrace.server.builds.http.testing.RunsHouse.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.Build;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.TaskStatus;
import dev.millrace.server.builds.http.testing.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteeringRoutesTest extends HouseTest {
  private Build running() {
    return house.start(house.ofSteps("", "run: make", "run: check"));
  }

  private Build failed() {
    Build build = running();
    house.worker(build).fail("no");
    return house.build(build.id().value());
  }

  @Test
  void a_build_is_stopped_by_whom_the_policy_lets() {
    Build build = running();

    assertThat(house.post("vic", path(build, "/cancel"), "{}").status()).isEqualTo(403);
    assertThat(house.post("rita", path(build, "/cancel"), "{}").at("/needed"))
        .isEqualTo("cancel-any-build");
    Reply stopped = house.post("rob", path(build, "/cancel"), "{\"forced\": true}");

    assertThat(stopped.status()).isEqualTo(202);
    assertThat(stopped.at("/status")).isEqualTo("CANCELED");
    Reply again = house.post("rob", path(build, "/cancel"), "{}");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.at("/reason")).isEqualTo("build.is-over");
    assertThat(house.post("max", path(running(), "/cancel"), "{}").status()).isEqualTo(202);
  }

  @Test
  void parts_of_a_build_are_stopped() {
    Build byJob = running();
    Build byStage = running();
    Build byTask = running();
    house.worker(byTask);

    Reply job = house.post("rob", path(byJob, "/cancel"), "{\"job\": \"only\"}");
    Reply stage =
        house.post(
            "rob",
            path(byStage, "/cancel"),
            "{\"forced\": true, \"stage\": \"" + byStage.stages().getFirst().id() + "\"}");
    Reply task =
        house.post("rob", path(byTask, "/cancel"), "{\"job\": \"only\", \"task\": \"only:1\"}");

    assertThat(job.status()).as(job.text()).isEqualTo(202);
    assertThat(house.build(byJob.id().value()).find(JOB).orElseThrow().status())
        .isEqualTo(JobStatus.CANCELED);
    assertThat(stage.at("/status")).isEqualTo("CANCELED");
    assertThat(task.status()).as(task.text()).isEqualTo(202);
    assertThat(
            house.build(byTask.id().value()).find(JOB).orElseThrow().tasks().getFirst().failure())
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"task\": \"only:1\"}",
        "{\"stage\": \"a\", \"job\": \"b\"}",
        "{\"stage\": \"a\", \"task\": \"b\"}",
        "{\"job\": \"only\", \"task\": \"only:1\", \"forced\": true}",
        "{\"job\": \"\"}",
        "{\"jobs\": \"only\"}",
        "{\"forced\": 1}",
        ""
      })
  void what_shall_stop_must_be_clear(String body) {
    assertThat(house.post("rob", path(running(), "/cancel"), body).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"stage\": \"none\"}",
        "{\"job\": \"none\"}",
        "{\"job\": \"only\", \"task\": \"only:9\"}"
      })
  void what_is_not_in_the_build_is_not_found(String body) {
    assertThat(house.post("rob", path(running(), "/cancel"), body).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"scope\": \"whole\"}",
        "{\"scope\": \"failed\", \"attempt\": 1}",
        "{\"scope\": \"stage\", \"stage\": \"STAGE\"}",
        "{\"scope\": \"stage\", \"stage\": \"STAGE\", \"jobs\": \"failed\"}",
        "{\"scope\": \"stage\", \"stage\": \"STAGE\", \"jobs\": \"all\"}",
        "{\"scope\": \"job\", \"job\": \"only\"}",
        "{\"scope\": \"task\", \"job\": \"only\", \"task\": \"only:1\"}"
      })
  void a_build_runs_again_as_far_as_it_is_wanted(String body) {
    Build build = failed();

    Reply again =
        house.post(
            "deb",
            path(build, "/retry"),
            body.replace("STAGE", build.stages().getFirst().id().value()));

    assertThat(again.status()).as(again.text()).isEqualTo(202);
    assertThat(again.at("/attempt")).isEqualTo("2");
    assertThat(again.at("/status")).isIn("QUEUE", "RUNNING");
  }

  @Test
  void a_failed_task_is_skipped_by_who_may() {
    Build build = failed();
    String skip = "{\"scope\": \"skip\", \"job\": \"only\", \"task\": \"only:1\"}";

    assertThat(house.post("rob", path(build, "/retry"), skip).status()).isEqualTo(409);
    Reply skipped = house.post("deb", path(build, "/retry"), skip);

    assertThat(skipped.status()).as(skipped.text()).isEqualTo(202);
    assertThat(house.build("b-1").find(JOB).orElseThrow().tasks().getFirst().status())
        .isEqualTo(TaskStatus.SKIP);
  }

  @Test
  void the_failed_cases_of_a_matrix_run_again() {
    Build build = failed();

    Reply refused =
        house.post(
            "rob", path(build, "/retry"), "{\"scope\": \"failed-cases\", \"job\": \"only\"}");

    // It is no matrix, which only the rules know.
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.at("/reason")).startsWith("retry.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"scope\": \"everything\"}",
        "{\"scope\": \"WHOLE\"}",
        "{\"scope\": \"whole\", \"stage\": \"a\"}",
        "{\"scope\": \"whole\", \"job\": \"a\"}",
        "{\"scope\": \"failed\", \"task\": \"a:1\"}",
        "{\"scope\": \"stage\"}",
        "{\"scope\": \"stage\", \"stage\": \"a\", \"jobs\": \"some\"}",
        "{\"scope\": \"stage\", \"stage\": \"a\", \"job\": \"b\"}",
        "{\"scope\": \"job\", \"job\": \"only\", \"jobs\": \"all\"}",
        "{\"scope\": \"job\"}",
        "{\"scope\": \"failed-cases\"}",
        "{\"scope\": \"task\", \"job\": \"only\"}",
        "{\"scope\": \"skip\", \"task\": \"only:1\"}"
      })
  void what_shall_run_again_must_be_clear(String body) {
    Reply refused = house.post("rob", path(failed(), "/retry"), body);

    assertThat(refused.status()).as(refused.text()).isEqualTo(400);
  }

  @Test
  void a_retry_is_refused_to_who_may_not_or_saw_something_else() {
    Build build = failed();

    assertThat(house.post("vic", path(build, "/retry"), "{\"scope\": \"whole\"}").status())
        .isEqualTo(403);
    assertThat(
            house
                .post("rob", path(build, "/retry"), "{\"scope\": \"whole\", \"attempt\": 7}")
                .at("/reason"))
        .isEqualTo("retry.changed-meanwhile");
    assertThat(
            house
                .post("rob", path(build, "/retry"), "{\"scope\": \"job\", \"job\": \"none\"}")
                .status())
        .isEqualTo(404);
    assertThat(house.post("rob", path(running(), "/retry"), "{\"scope\": \"whole\"}").status())
        .isEqualTo(409);
  }
}
