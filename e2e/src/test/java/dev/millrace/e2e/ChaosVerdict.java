package dev.millrace.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/** Whether all is as it must be once every build is over, as the API and the tasks say. */
final class ChaosVerdict {
  /** The machine of a job was lost, as BK-CI numbers it. */
  private static final int MACHINE_LOST = 2_199_502;

  private static final int LISTED = 100;

  private final Api api;
  private final ChaosLoad load;
  private final ChaosRecord record;
  private final Map<String, JsonNode> details = new HashMap<>();
  private final List<String> lost = new ArrayList<>();

  ChaosVerdict(Api api, ChaosLoad load, ChaosRecord record) {
    this.api = api;
    this.load = load;
    this.record = record;
  }

  /** How many jobs have lost their worker. */
  int lostJobs() {
    return lost.size();
  }

  void require() {
    everyAcceptedStartHasOneBuild();
    details.values().forEach(this::isOverWithATrueReason);
    nothingRanTwice();
    record.requireInTurn();
    record.requireApartInEach(ChaosRecord.Line::job, ChaosRecord.Line::jobAttempt);
    record.requireApart(
        line -> line.label().contains(ChaosPipelines.HOLDING), ChaosRecord.Line::jobAttempt);
    record.requireApart(
        line -> line.label().contains(ChaosPipelines.GROUPED),
        line -> line.build() + line.attempt());
    everyCallHasOneChild();
    logsAreWhole();
  }

  private void everyAcceptedStartHasOneBuild() {
    Set<String> ids =
        load.accepted().values().stream().map(ChaosLoad.Started::id).collect(Collectors.toSet());
    assertThat(ids).as("two keys, two builds").hasSize(load.accepted().size());
    load.pipelines()
        .forEach((name, id) -> {
          List<JsonNode> builds = listed(id);
          assertThat(builds.stream().map(build -> build.get("number").asLong()).sorted())
              .as("numbers of %s", name)
              .containsExactlyElementsOf(LongStream.rangeClosed(1, builds.size()).boxed().toList());
          builds.forEach(build ->
              details.put(
                  build.get("id").asString(),
                  api.get(ChaosLoad.BUILDS + "/" + build.get("id").asString()).json()));
          if (!name.equals(ChaosPipelines.CHILD)) {
            assertThat(builds.stream().map(build -> build.get("id").asString()))
                .as("builds of %s are those that were accepted", name)
                .containsExactlyInAnyOrderElementsOf(
                    load.accepted().values().stream()
                        .filter(started -> started.pipeline().equals(name))
                        .map(ChaosLoad.Started::id)
                        .toList());
          }
        });
  }

  private List<JsonNode> listed(String pipeline) {
    var all = new ArrayList<JsonNode>();
    String path = "/api/v1/projects/alpha/pipelines/" + pipeline + "/builds?limit=" + LISTED;
    String cursor = "";
    do {
      JsonNode page = api.get(path + cursor).require(200).json();
      page.get("items").forEach(all::add);
      JsonNode next = page.get("next");
      cursor = next == null || next.isNull() ? "" : "&cursor=" + next.asString();
    } while (!cursor.isEmpty());
    return all;
  }

  private void isOverWithATrueReason(JsonNode detail) {
    JsonNode build = detail.get("build");
    assertThat(build.get("status").asString()).isIn("SUCCEED", "FAILED", "CANCELED");
    String pipeline = build.get("pipelineName").asString();
    var failures = new ArrayList<JsonNode>();
    detail.get("faults").forEach(fault -> failures.add(fault.get("failure")));
    detail
        .get("earlier")
        .forEach(part -> {
          if (part.get("failure") != null
              && !part.get("failure").isNull()
              && part.get("place").get("task") == null) {
            failures.add(part.get("failure"));
          }
        });
    for (JsonNode failure : failures) {
      boolean isLost = failure.get("code").asInt() == MACHINE_LOST;
      if (isLost) {
        assertThat(failure.get("message").asString()).contains("the process that ran this job");
        lost.add(build.get("id").asString());
      }
      boolean mayFailElse =
          pipeline.equals(ChaosPipelines.TIMED)
              || pipeline.equals(ChaosPipelines.PARENT)
              || build.get("status").asString().equals("CANCELED");
      assertThat(isLost || mayFailElse)
          .as("build %s of %s: %s", build.get("id"), pipeline, detail)
          .isTrue();
    }
    assertThat(build.get("status").asString().equals("FAILED") && failures.isEmpty())
        .as("failed without a reason: %s", detail)
        .isFalse();
  }

  private void nothingRanTwice() {
    record
        .begins()
        .forEach((task, begins) -> {
          List<String> words = List.of(task.split(" ", -1));
          assertThat(begins)
              .as("%s", task)
              .isLessThanOrEqualTo(executions(detail(words.getFirst()), words.get(1)));
        });
    details.forEach((id, detail) ->
        tasksOf(detail)
            .forEach(task -> {
              if (task.get("status").asString().equals("SUCCEED")
                  && task.get("name").asString().equals("say")) {
                assertThat(record.ends(id, task.get("id").asString()))
                    .as("%s %s has succeeded and so has run to its end", id, task.get("id"))
                    .isPositive();
              }
            }));
  }

  /** How often a task may have begun in one attempt: once, and once for each of its retries. */
  private static long executions(JsonNode detail, String task) {
    long most = 0;
    for (JsonNode one : tasksOf(detail)) {
      if (one.get("id").asString().equals(task)) {
        most = Math.max(most, one.get("retry").asLong());
      }
    }
    for (JsonNode part : detail.get("earlier")) {
      JsonNode place = part.get("place").get("task");
      if (place != null && !place.isNull() && place.asString().equals(task)) {
        most = Math.max(most, part.get("retry").asLong());
      }
    }
    return most + 1;
  }

  private static List<JsonNode> tasksOf(JsonNode detail) {
    var all = new ArrayList<JsonNode>();
    detail
        .get("stages")
        .forEach(stage -> stage.get("jobs").forEach(job -> job.get("tasks").forEach(all::add)));
    return all;
  }

  private JsonNode detail(String build) {
    return requireNonNull(details.get(build), build);
  }

  private void everyCallHasOneChild() {
    var children = new HashSet<String>();
    details
        .values()
        .forEach(detail ->
            tasksOf(detail)
                .forEach(task -> {
                  JsonNode call = task.get("call");
                  if (call != null && !call.isNull() && call.get("build") != null) {
                    String child = call.get("build").asString();
                    assertThat(children.add(child)).as("%s has one parent", child).isTrue();
                    if (task.get("status").asString().equals("SUCCEED")) {
                      assertThat(detail(child).get("build").get("status").asString())
                          .isEqualTo("SUCCEED");
                    }
                  }
                }));
  }

  private void logsAreWhole() {
    details.forEach((id, detail) ->
        tasksOf(detail)
            .forEach(task -> {
              if (task.get("status").asString().equals("SUCCEED")
                  && task.get("name").asString().equals("say")) {
                String place = task.get("id").asString();
                String log =
                    ChaosLoad.BUILDS
                        + "/%s/logs/%s/%s/text"
                            .formatted(id, place.substring(0, place.lastIndexOf(':')), place);
                assertThat(api.get(log).require(200).response().body())
                    .as(log)
                    .contains("line of " + id);
              }
            }));
  }
}
