package dev.millrace.e2e;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Pipelines with everything that waits for something. Each task appends a line to a file when it
 * begins and when it ends; lines are put in order by the kernel.
 */
final class ChaosPipelines {
  static final String TIMED = "timed";
  static final String STOPPED = "stopped";
  static final String PARENT = "parent";
  static final String CHILD = "child";

  /** The label of tasks that hold the mutex of all pipelines. */
  static final String HOLDING = "bench";

  /** The label of tasks whose builds exclude each other by their group. */
  static final String GROUPED = "group";

  private final Path record;

  ChaosPipelines(Path record) {
    this.record = record;
  }

  /** Bodies of the requests that make them, by name. */
  Map<String, Map<String, Object>> wanted() {
    var all = new LinkedHashMap<String, Map<String, Object>>();
    all.put("ordinary", pipeline(ordinary()));
    all.put("first-grouped", pipeline(grouped("first-grouped")));
    all.put("second-grouped", pipeline(grouped("second-grouped")));
    all.put("one-by-one", oneByOne());
    all.put("asked", pipeline(asked()));
    all.put(STOPPED, pipeline(endless(STOPPED, 600)));
    all.put(TIMED, pipeline(endless(TIMED, 1)));
    all.put(CHILD, pipeline("version: v3.0\nname: child\nsteps:\n" + task("-", 0)));
    all.put(PARENT, pipeline(parent()));
    return all;
  }

  private static Map<String, Object> pipeline(String definition) {
    return Map.of("definition", definition);
  }

  /** What a script says, and by which it is known which execution says it. */
  private String saying(String label) {
    return """
    say() {
      printf '%%s %s %%s %%s %%s %%s\\n' "$1" "$BK_CI_BUILD_ID" "$BK_CI_BUILD_TASK_ID" \\
        "${BK_CI_RETRY_COUNT:-0}" "$$" >> '%s'
    }
    say begin
    """
        .formatted(label, record);
  }

  /** A step that says when it begins and ends, and fails so many times first. */
  private String task(String label, int failures) {
    String script =
        saying(label)
            + """
            echo "line of $BK_CI_BUILD_ID"
            sleep 0.05
            tried="$BK_CI_BUILD_TASK_ID-${BK_CI_RETRY_COUNT:-0}"
            echo once >> "$tried"
            test "$(wc -l < "$tried")" -gt %d
            say end
            """
                .formatted(failures);
    return "  - name: say\n    retry-times: %d\n    run: |\n".formatted(failures)
        + script.indent(6);
  }

  private static String indented(int spaces, String lines) {
    return lines.indent(spaces);
  }

  private String ordinary() {
    return """
    version: v3.0
    name: ordinary
    stages:
      - name: first
        jobs:
          compile:
            steps:
    %s%s      unit:
            depend-on: [compile]
            steps:
    %s      measure:
            mutex: {label: bench, timeout-minutes: 480, queue-length: 50}
            steps:
    %s
    finally:
      clean:
        steps:
    %s\
    """
        .formatted(
            indented(8, task("-", 0)),
            indented(8, task("-", 1)),
            indented(8, task("-", 2)),
            indented(8, task(HOLDING, 0)),
            indented(4, task("-", 0)));
  }

  private String grouped(String name) {
    return """
    version: v3.0
    name: %s
    concurrency: {group: deploy, queue-length: 200, queue-timeout-minutes: 1440}
    jobs:
      only:
        mutex: {label: bench, timeout-minutes: 480, queue-length: 50}
        steps:
    %s\
    """
        .formatted(name, indented(4, task(GROUPED + "+" + HOLDING, 0)));
  }

  private Map<String, Object> oneByOne() {
    String definition = "version: v3.0\nname: one-by-one\nsteps:\n" + task("-", 1);
    var concurrency =
        Map.of(
            "lock",
            "SINGLE_LOCK",
            "cancelInProgress",
            false,
            "queueLength",
            200,
            "queueTimeoutMinutes",
            1440);
    return Map.of(
        "definition",
        definition,
        "settings",
        Map.of(
            "description",
            "",
            "concurrency",
            concurrency,
            "cancelPolicy",
            "EXECUTE_PERMISSION",
            "failIfVariableInvalid",
            false,
            "cleanVariablesWhenRetry",
            false,
            "versionsKept",
            5));
  }

  private String asked() {
    return """
    version: v3.0
    name: asked
    stages:
      - id: ship
        name: ship
        check-in:
          timeout-hours: 24
          reviews:
            flows:
              - {name: leads, reviewers: [ada]}
        jobs:
          upload:
            steps:
              - name: look
                uses: manualReviewUserTask@1.*
                with: {reviewUsers: [ada], desc: now}
    %s\
    """
        .formatted(indented(8, task("-", 0)));
  }

  /** Says that it is still there, so that it is seen should it outlive its server. */
  private String endless(String name, int minutes) {
    String head =
        """
        version: v3.0
        name: %s
        jobs:
          only:
            steps:
              - name: endless
                timeout-minutes: %d
                run: |
        """
            .formatted(name, minutes);
    return head + (saying("-") + "while sleep 0.2; do say on; done\n").indent(10);
  }

  /** YAML has no word for a call. */
  private static String parent() {
    return """
    {"model": {"name": "parent", "stages": [
      {"id": "stage-1", "containers": [
        {"@type": "trigger", "id": "0", "name": "trigger", "params": [], "elements": [
          {"@type": "manualTrigger", "id": "T-1-1-1", "name": "manual"}]}]},
      {"id": "stage-2", "containers": [
        {"@type": "normal", "id": "1", "name": "calling", "jobId": "calling", "elements": [
          {"@type": "subPipelineCall", "id": "e-call", "name": "call",
           "subPipelineType": "NAME", "subPipelineName": "child", "asynchronous": false}]}]}]},
     "setting": {"pipelineName": "parent", "runLockType": "MULTIPLE"}}
    """;
  }
}
