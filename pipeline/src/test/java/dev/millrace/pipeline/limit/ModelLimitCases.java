package dev.millrace.pipeline.limit;

import static dev.millrace.pipeline.limit.LimitCase.model;
import static dev.millrace.pipeline.limit.SizedFiles.letters;
import static dev.millrace.pipeline.limit.SizedFiles.times;
import static dev.millrace.pipeline.problem.Rule.NAME_TOO_LONG;
import static dev.millrace.pipeline.problem.Rule.NUMBER_OUT_OF_RANGE;
import static dev.millrace.pipeline.problem.Rule.TEXT_TOO_LONG;
import static dev.millrace.pipeline.problem.Rule.TOO_MANY_ITEMS;
import static dev.millrace.pipeline.problem.Severity.ERROR;
import static dev.millrace.pipeline.problem.Severity.WARNING;

import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.problem.Severity;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** The part of the table about the JSON model. */
final class ModelLimitCases {
  private static final String TASK = "{\"@type\": \"linuxScript\"}";

  private ModelLimitCases() {}

  static List<LimitCase> all() {
    return Stream.of(ofPipeline(), ofStages(), ofJobs(), ofTasks(), ofTriggers())
        .flatMap(List::stream)
        .toList();
  }

  private static List<LimitCase> ofPipeline() {
    return List.of(
        model("NAME_MAX", "name", TEXT_TOO_LONG, ERROR, n -> pipeline("name", letters(n))),
        model("DESCRIPTION_MAX", "desc", TEXT_TOO_LONG, ERROR, n -> pipeline("desc", letters(n))),
        model(
            "NAME_MAX", "setting", TEXT_TOO_LONG, ERROR, n -> setting("pipelineName", letters(n))),
        model("DESCRIPTION_MAX", "setting", TEXT_TOO_LONG, ERROR, n -> setting("desc", letters(n))),
        model(
            "BUILD_NUMBER_RULE_MAX",
            "buildNumRule",
            TEXT_TOO_LONG,
            ERROR,
            n -> setting("buildNumRule", letters(n))),
        model(
            "CONCURRENCY_GROUP_MAX",
            "group",
            TEXT_TOO_LONG,
            ERROR,
            n -> setting("runLockType\": \"GROUP_LOCK\", \"concurrencyGroup", letters(n))),
        number("QUEUE_LENGTH_MAX", ERROR, n -> setting("maxQueueSize", "" + n)),
        number("QUEUE_MINUTES_MAX", ERROR, n -> setting("waitQueueTimeMinute", "" + n)),
        number("PARALLEL_BUILDS_MAX", ERROR, n -> setting("maxConRunningQueueSize", "" + n)));
  }

  private static List<LimitCase> ofStages() {
    return List.of(
        model(
            "STAGES_MAX",
            "stages",
            Rule.TOO_MANY_STAGES,
            ERROR,
            n -> stages(times(n, i -> stage("", job(""))))),
        model(
            "STAGES_MAX",
            "stages and finally",
            Rule.TOO_MANY_STAGES,
            ERROR,
            n ->
                stages(
                    times(n - 1, i -> stage("", job("")))
                        + ", "
                        + stage("\"finally\": true, ", job("")))),
        model(
            "JOBS_PER_STAGE_MAX",
            "containers",
            TOO_MANY_ITEMS,
            ERROR,
            n -> stages(stage("", times(n, i -> job(""))))),
        model(
            "JOBS_PER_STAGE_MAX",
            "final containers",
            TOO_MANY_ITEMS,
            ERROR,
            n -> stages(stage("\"finally\": true, ", times(n, i -> job(""))))),
        model(
            "CONDITION_MAX",
            "stage",
            TEXT_TOO_LONG,
            ERROR,
            n -> stages(stage("\"stageControlOption\": " + condition(n) + ", ", job("")))),
        number("REVIEW_HOURS_MAX", WARNING, n -> check("\"timeout\": " + n, 1)),
        model("REVIEW_FLOWS_MAX", "reviewGroups", TOO_MANY_ITEMS, ERROR, n -> check("\"x\": 1", n)),
        model(
            "REVIEW_VALUE_MAX",
            "value",
            TEXT_TOO_LONG,
            ERROR,
            n ->
                check(
                    "\"reviewParams\": [{\"key\": \"a\", \"value\": \"%s\"}]".formatted(letters(n)),
                    1)),
        model(
            "VARIABLE_NAME_MAX",
            "reviewParams",
            NAME_TOO_LONG,
            WARNING,
            n -> check("\"reviewParams\": [{\"key\": \"%s\"}]".formatted(letters(n)), 1)));
  }

  private static List<LimitCase> ofJobs() {
    return List.of(
        model("JSON_JOB_ID_MAX", "jobId", TEXT_TOO_LONG, ERROR, n -> inJob("jobId", quoted(n))),
        model(
            "STEPS_PER_JOB_MAX",
            "elements",
            TOO_MANY_ITEMS,
            ERROR,
            n ->
                stages(
                    stage(
                        "",
                        "{\"@type\": \"vmBuild\", \"elements\": [%s]}"
                            .formatted(times(n, i -> TASK))))),
        model(
            "ENVIRONMENT_ENTRIES_MAX",
            "job",
            TOO_MANY_ITEMS,
            WARNING,
            n -> inJob("customEnv", environment(n))),
        model(
            "ENVIRONMENT_KEY_MAX",
            "job",
            NAME_TOO_LONG,
            WARNING,
            n -> inJob("customEnv", pair(n, 1))),
        model(
            "ENVIRONMENT_VALUE_MAX",
            "job",
            TEXT_TOO_LONG,
            WARNING,
            n -> inJob("customEnv", pair(1, n))),
        model(
            "CONDITION_MAX",
            "job",
            TEXT_TOO_LONG,
            ERROR,
            n -> inJob("jobControlOption", condition(n))),
        number("TIMEOUT_MINUTES_MAX", WARNING, n -> control("timeout", "" + n)),
        number("TIMEOUT_MINUTES_MAX", WARNING, n -> control("timeoutVar", "\"" + n + "\"")),
        number("TIMEOUT_MINUTES_MAX", WARNING, n -> control("prepareTimeout", "" + n)),
        number("NODE_CONCURRENCY_MAX", ERROR, n -> ownMachines("singleNodeConcurrency", n)),
        number("NODE_CONCURRENCY_MAX", ERROR, n -> ownMachines("allNodeConcurrency", n)),
        number(
            "TIMEOUT_MINUTES_MAX",
            WARNING,
            n ->
                inJob(
                    "mutexGroup",
                    "{\"enable\": true, \"mutexGroupName\": \"m\", \"timeout\": " + n + "}")),
        number("MATRIX_PARALLEL_MAX", ERROR, n -> matrix("[1]", "\"maxConcurrency\": " + n)),
        model(
            "MATRIX_CASES_MAX",
            "strategyStr",
            Rule.MATRIX_TOO_LARGE,
            ERROR,
            n -> matrix("[" + times(n, i -> "" + i) + "]", "\"x\": 1")));
  }

  private static List<LimitCase> ofTasks() {
    return List.of(
        model("STEP_ID_MAX", "stepId", TEXT_TOO_LONG, ERROR, n -> inTask("stepId", quoted(n))),
        model(
            "ENVIRONMENT_ENTRIES_MAX",
            "task",
            TOO_MANY_ITEMS,
            WARNING,
            n -> inTask("customEnv", environment(n))),
        model(
            "CONDITION_MAX",
            "task",
            TEXT_TOO_LONG,
            ERROR,
            n -> inTask("additionalOptions", condition(n))),
        number(
            "TIMEOUT_MINUTES_MAX",
            WARNING,
            n -> inTask("additionalOptions", "{\"timeout\": " + n + "}")),
        number(
            "RETRIES_MAX",
            WARNING,
            n ->
                inTask(
                    "additionalOptions",
                    "{\"retryWhenFailed\": true, \"retryCount\": " + n + "}")));
  }

  private static List<LimitCase> ofTriggers() {
    return List.of(
        model(
            "VARIABLE_NAME_MAX", "params", NAME_TOO_LONG, WARNING, n -> variable(letters(n), "a")),
        model(
            "VARIABLE_VALUE_MAX",
            "defaultValue",
            TEXT_TOO_LONG,
            WARNING,
            n -> variable("a", letters(n))),
        model(
            "SCHEDULE_BRANCHES_MAX",
            "branches",
            TOO_MANY_ITEMS,
            ERROR,
            n ->
                whole(
                    "\"elements\": [{\"@type\": \"timerTrigger\", \"expression\": \"0 1 * * *\","
                        + " \"branches\": ["
                        + times(n, i -> "\"b" + i + "\"")
                        + "]}]",
                    stage("", job("")),
                    "\"x\": 1")));
  }

  private static LimitCase number(String constant, Severity severity, IntFunction<String> model) {
    return model(constant, "number", NUMBER_OUT_OF_RANGE, severity, model);
  }

  private static String pipeline(String key, String text) {
    return "{\"%s\": \"%s\", %s".formatted(key, text, stages(stage("", job(""))).substring(1));
  }

  private static String setting(String key, String text) {
    return """
    {"model": %s, "setting": {"%s": "%s"}}
    """
        .formatted(stages(stage("", job(""))), key, text);
  }

  private static String variable(String name, String value) {
    return whole(
        "\"params\": [{\"id\": \"%s\", \"type\": \"STRING\", \"defaultValue\": \"%s\"}]"
            .formatted(name, value),
        stage("", job("")),
        "\"x\": 1");
  }

  private static String stages(String stages) {
    return whole("\"x\": 1", stages, "\"x\": 1");
  }

  private static String whole(String trigger, String stages, String more) {
    return """
    {"stages": [{"containers": [{"@type": "trigger", %s}]}, %s], %s}
    """
        .formatted(trigger, stages, more)
        .strip();
  }

  private static String stage(String keys, String jobs) {
    return "{" + keys + "\"containers\": [" + jobs + "]}";
  }

  private static String job(String keys) {
    return "{\"@type\": \"vmBuild\", " + keys + "\"elements\": [" + TASK + "]}";
  }

  private static String inJob(String key, String value) {
    return stages(stage("", job("\"%s\": %s, ".formatted(key, value))));
  }

  private static String control(String key, String value) {
    return inJob("jobControlOption", "{\"%s\": %s}".formatted(key, value));
  }

  private static String ownMachines(String key, int value) {
    return inJob(
        "dispatchType",
        "{\"buildType\": \"THIRD_PARTY_AGENT_ENV\", \"value\": \"farm\"},"
            + " \"jobControlOption\": {\"%s\": %d}".formatted(key, value));
  }

  private static String matrix(String axis, String more) {
    return inJob(
        "matrixGroupFlag\": true, \"matrixControlOption",
        "{\"strategyStr\": \"a: %s\", %s}".formatted(axis, more));
  }

  private static String inTask(String key, String value) {
    String task = TASK.substring(0, TASK.length() - 1) + ", \"%s\": %s}".formatted(key, value);
    return stages(stage("", "{\"@type\": \"vmBuild\", \"elements\": [" + task + "]}"));
  }

  private static String check(String keys, int flows) {
    String flow = "{\"name\": \"f\", \"reviewers\": [\"ann\"]}";
    return stages(
        stage(
            "\"checkIn\": {\"manualTrigger\": true, \"reviewGroups\": [%s], %s}, "
                .formatted(times(flows, i -> flow), keys),
            job("")));
  }

  private static String condition(int length) {
    return "{\"runCondition\": \"CUSTOM_CONDITION_MATCH\", \"customCondition\": \"'%s'\"}"
        .formatted(letters(length - 2));
  }

  private static String environment(int entries) {
    return "[" + times(entries, i -> "{\"key\": \"K" + i + "\", \"value\": \"a\"}") + "]";
  }

  private static String pair(int key, int value) {
    return "[{\"key\": %s, \"value\": %s}]".formatted(quoted(key), quoted(value));
  }

  private static String quoted(int length) {
    return "\"" + letters(length) + "\"";
  }
}
