package dev.millrace.pipeline.limit;

import static dev.millrace.pipeline.limit.LimitCase.json;
import static dev.millrace.pipeline.limit.LimitCase.matrix;
import static dev.millrace.pipeline.limit.LimitCase.number;
import static dev.millrace.pipeline.limit.LimitCase.yaml;
import static dev.millrace.pipeline.limit.SizedFiles.STEPS;
import static dev.millrace.pipeline.limit.SizedFiles.check;
import static dev.millrace.pipeline.limit.SizedFiles.concurrency;
import static dev.millrace.pipeline.limit.SizedFiles.condition;
import static dev.millrace.pipeline.limit.SizedFiles.emoji;
import static dev.millrace.pipeline.limit.SizedFiles.environment;
import static dev.millrace.pipeline.limit.SizedFiles.expanded;
import static dev.millrace.pipeline.limit.SizedFiles.flow;
import static dev.millrace.pipeline.limit.SizedFiles.form;
import static dev.millrace.pipeline.limit.SizedFiles.job;
import static dev.millrace.pipeline.limit.SizedFiles.jobs;
import static dev.millrace.pipeline.limit.SizedFiles.letters;
import static dev.millrace.pipeline.limit.SizedFiles.model;
import static dev.millrace.pipeline.limit.SizedFiles.ownPool;
import static dev.millrace.pipeline.limit.SizedFiles.review;
import static dev.millrace.pipeline.limit.SizedFiles.stages;
import static dev.millrace.pipeline.limit.SizedFiles.step;
import static dev.millrace.pipeline.limit.SizedFiles.times;
import static dev.millrace.pipeline.limit.SizedFiles.variable;

import dev.millrace.pipeline.matrix.MatrixText;
import dev.millrace.pipeline.problem.Rule;
import java.util.List;
import java.util.stream.Stream;

/** The table: each limit, everywhere it is one. */
final class LimitCases {
  private LimitCases() {}

  static Stream<LimitCase> all() {
    return Stream.of(
            ofFile(),
            ofPipeline(),
            ofJobs(),
            ofVariables(),
            ofReviews(),
            ofQueues(),
            ofOthers(),
            ModelLimitCases.all())
        .flatMap(List::stream);
  }

  private static List<LimitCase> ofFile() {
    return List.of(
        yaml("FILE_MAX_CHARACTERS", "file", Rule.YAML_TOO_LARGE, SizedFiles::padded),
        yaml("FILE_MAX_DEPTH", "lists in lists", Rule.YAML_TOO_DEEP, SizedFiles::nested),
        yaml("FILE_MAX_NODES", "values", Rule.YAML_TOO_MANY_NODES, SizedFiles::manyNodes),
        yaml(
            "FILE_MAX_ALIASED_NODES",
            "values behind aliases",
            Rule.YAML_TOO_MANY_ALIASED_NODES,
            n -> "steps: [ { run: &a ls, with: { v: [ " + times(n, i -> "*a") + " ] } } ]\n"));
  }

  private static List<LimitCase> ofPipeline() {
    return List.of(
        yaml("NAME_MAX", "name", Rule.TEXT_TOO_LONG, n -> "name: " + letters(n) + "\n" + STEPS),
        yaml(
            "NAME_MAX",
            "name of emoji",
            Rule.TEXT_TOO_LONG,
            n -> "name: " + emoji(n) + "\n" + STEPS),
        yaml(
            "DESCRIPTION_MAX",
            "desc",
            Rule.TEXT_TOO_LONG,
            n -> "desc: " + letters(n) + "\n" + STEPS),
        yaml(
            "BUILD_NUMBER_RULE_MAX",
            "custom-build-num",
            Rule.TEXT_TOO_LONG,
            n -> "custom-build-num: " + letters(n) + "\n" + STEPS),
        yaml("STAGES_MAX", "stages", Rule.TOO_MANY_STAGES, SizedFiles::stages),
        yaml(
            "STAGES_MAX",
            "stages and finally",
            Rule.TOO_MANY_STAGES,
            n -> stages(n - 1) + "finally: { last: " + job() + " }\n"),
        yaml(
            "JOBS_PER_STAGE_MAX",
            "jobs of a stage",
            Rule.TOO_MANY_ITEMS,
            n -> "stages: [ { jobs: { " + jobs(n) + " } } ]\n"),
        yaml("JOBS_PER_STAGE_MAX", "jobs", Rule.TOO_MANY_ITEMS, n -> "jobs: { " + jobs(n) + " }\n"),
        yaml(
            "JOBS_PER_STAGE_MAX",
            "final jobs",
            Rule.TOO_MANY_ITEMS,
            n -> STEPS + "finally: { " + jobs(n) + " }\n"),
        yaml(
            "STEPS_PER_JOB_MAX",
            "steps",
            Rule.TOO_MANY_ITEMS,
            n -> "steps: [ " + times(n, i -> "{ run: ls }") + " ]\n"),
        yaml(
            "STEPS_PER_JOB_MAX",
            "steps of a job",
            Rule.TOO_MANY_ITEMS,
            n -> "jobs: { a: { steps: [ " + times(n, i -> "{ run: ls }") + " ] } }\n"));
  }

  private static List<LimitCase> ofJobs() {
    return List.of(
        yaml("JOB_ID_MAX", "job id", Rule.NAME_TOO_LONG, n -> "jobs: { " + letters(n) + job(": ")),
        yaml(
            "JOB_ID_MAX",
            "id of emoji",
            Rule.NAME_TOO_LONG,
            n -> "jobs: { " + emoji(n) + job(": ")),
        yaml("STEP_ID_MAX", "step id", Rule.TEXT_TOO_LONG, n -> step("id: " + letters(n))),
        yaml("CONDITION_MAX", "if of a step", Rule.TEXT_TOO_LONG, n -> step("if: " + condition(n))),
        yaml("CONDITION_MAX", "if of a job", Rule.TEXT_TOO_LONG, n -> job("if", condition(n))),
        yaml(
            "CONDITION_MAX",
            "if of a stage",
            Rule.TEXT_TOO_LONG,
            n -> "stages: [ { if: " + condition(n) + ", jobs: { a: " + job() + " } } ]\n"),
        number("TIMEOUT_MINUTES_MAX", "step", n -> step("timeout-minutes: " + n)),
        number("TIMEOUT_MINUTES_MAX", "as a text", n -> step("timeout-minutes: \"" + n + "\"")),
        number("TIMEOUT_MINUTES_MAX", "job", n -> job("timeout-minutes", "" + n)),
        number(
            "TIMEOUT_MINUTES_MAX",
            "wait for a machine",
            n -> job("runs-on", "{ queue-timeout-minutes: " + n + " }")),
        number("RETRIES_MAX", "retry-times", n -> step("retry-times: " + n)),
        number("NODE_CONCURRENCY_MAX", "one machine", n -> ownPool("limit-per-node", n)),
        number("NODE_CONCURRENCY_MAX", "all machines", n -> ownPool("limit-total", n)),
        number(
            "MUTEX_MINUTES_MAX",
            "mutex",
            n -> job("mutex", "{ label: a, timeout-minutes: " + n + " }")),
        number(
            "MATRIX_PARALLEL_MAX",
            "max-parallel",
            n -> job("strategy", "{ matrix: { a: [ 1 ] }, max-parallel: " + n + " }")),
        yaml(
            "MATRIX_CASES_MAX",
            "written out",
            Rule.MATRIX_TOO_LARGE,
            n -> job("strategy", "{ matrix: { a: [ " + times(n, i -> "" + i) + " ] } }")),
        yaml(
            "MATRIX_CASES_MAX",
            "after exclusions",
            Rule.MATRIX_TOO_LARGE,
            n ->
                job(
                    "strategy",
                    "{ matrix: { a: [ %s ] }, exclude: [ { a: x }, { a: y } ] }"
                        .formatted(times(n + 2, i -> "" + i)))),
        matrix(
            "MATRIX_CASES_MAX",
            "more than 256 cases",
            n -> new MatrixText("a: [ " + times(n, i -> "" + i) + " ]", "", "")),
        matrix(
            "MATRIX_KEYS_MAX",
            "more than 100 keys",
            n -> new MatrixText(times(n, i -> "k" + i + ": [ 1 ]\n").replace(", ", ""), "", "")),
        matrix(
            "MATRIX_ENTRIES_MAX",
            "more than 1000 entries",
            n -> new MatrixText("a: [ 1 ]", "[ " + times(n, i -> "{ a: 1 }") + " ]", "")),
        matrix(
            "MATRIX_TEXT_MAX",
            "longer than 100000",
            n -> new MatrixText("a: [ 1 ] #" + letters(n - 10), "", "")),
        matrix(
            "MATRIX_DEPTH_MAX",
            "neither YAML nor JSON",
            n -> new MatrixText("a: [ " + "[".repeat(n - 2) + "]".repeat(n - 2) + " ]", "", "")));
  }

  private static List<LimitCase> ofVariables() {
    return List.of(
        yaml("VARIABLE_NAME_MAX", "name", Rule.NAME_TOO_LONG, n -> variable(letters(n), "a")),
        yaml(
            "VARIABLE_NAME_MAX",
            "name of a field",
            Rule.TEXT_TOO_LONG,
            n -> form("[ { id: " + letters(n) + " } ]")),
        yaml(
            "VARIABLE_NAME_MAX",
            "field of a map",
            Rule.NAME_TOO_LONG,
            n -> form("{ " + letters(n) + ": { value: a } }")),
        yaml("VARIABLE_VALUE_MAX", "value", Rule.TEXT_TOO_LONG, n -> variable("a", letters(n))),
        yaml(
            "VARIABLE_VALUE_MAX",
            "value of an object",
            Rule.TEXT_TOO_LONG,
            n -> variable("a", "{ value: " + emoji(n) + " }")),
        yaml("ENVIRONMENT_ENTRIES_MAX", "step", Rule.TOO_MANY_ITEMS, n -> step(environment(n))),
        yaml(
            "ENVIRONMENT_ENTRIES_MAX",
            "job",
            Rule.TOO_MANY_ITEMS,
            n -> "jobs: { a: { " + environment(n) + ", " + STEPS.strip() + " } }\n"),
        yaml(
            "ENVIRONMENT_KEY_MAX",
            "step",
            Rule.NAME_TOO_LONG,
            n -> step("env: { " + letters(n) + ": a }")),
        yaml(
            "ENVIRONMENT_KEY_MAX",
            "job",
            Rule.NAME_TOO_LONG,
            n -> job("env", "{ " + letters(n) + ": a }")),
        yaml(
            "ENVIRONMENT_VALUE_MAX",
            "step",
            Rule.TEXT_TOO_LONG,
            n -> step("env: { A: " + letters(n) + " }")),
        yaml(
            "ENVIRONMENT_VALUE_MAX",
            "job",
            Rule.TEXT_TOO_LONG,
            n -> job("env", "{ A: " + letters(n) + " }")));
  }

  private static List<LimitCase> ofReviews() {
    return List.of(
        number("REVIEW_HOURS_MAX", "check-in", n -> check("timeout-hours: " + n)),
        yaml(
            "REVIEW_FLOWS_MAX",
            "flows",
            Rule.TOO_MANY_ITEMS,
            n -> check("reviews: { flows: [ " + times(n, SizedFiles::flow) + " ] }")),
        yaml(
            "REVIEW_VALUE_MAX",
            "default",
            Rule.TEXT_TOO_LONG,
            n -> review("default: " + letters(n))),
        yaml(
            "REVIEW_VALUE_MAX",
            "defaults",
            Rule.TEXT_TOO_LONG,
            n -> review("default: [ " + letters(n) + " ]")),
        yaml(
            "VARIABLE_NAME_MAX",
            "review variable",
            Rule.NAME_TOO_LONG,
            n ->
                check(
                    "reviews: { flows: [ %s ], variables: { %s: { label: a } } }"
                        .formatted(flow(1), letters(n)))),
        yaml(
            "GATES_MAX",
            "gates",
            Rule.TOO_MANY_ITEMS,
            n -> check("gates: [ " + times(n, i -> "{ name: a }") + " ]")),
        yaml(
            "GATE_RULES_MAX",
            "rules",
            Rule.TOO_MANY_ITEMS,
            n -> check("gates: [ { rule: [ " + times(n, i -> "a") + " ] } ]")));
  }

  private static List<LimitCase> ofQueues() {
    return List.of(
        yaml(
            "CONCURRENCY_GROUP_MAX",
            "group",
            Rule.TEXT_TOO_LONG,
            n -> concurrency("group: " + letters(n))),
        number("QUEUE_LENGTH_MAX", "queue-length", n -> concurrency("queue-length: " + n)),
        number("QUEUE_MINUTES_MAX", "queue", n -> concurrency("queue-timeout-minutes: " + n)),
        number("PARALLEL_BUILDS_MAX", "max-parallel", n -> concurrency("max-parallel: " + n)),
        yaml(
            "SCHEDULE_BRANCHES_MAX",
            "branches",
            Rule.TOO_MANY_ITEMS,
            n ->
                "on: { schedules: { cron: 0 1 * * *, branches: [ %s ] } }\n"
                        .formatted(times(n, i -> "b" + i))
                    + STEPS));
  }

  private static List<LimitCase> ofOthers() {
    return List.of(
        new LimitCase(
            "TEMPLATE_USES_PER_FILE_MAX",
            "uses in one file",
            n -> expanded("steps: [ " + times(n, i -> "{ template: s.yml }") + " ]\n"),
            Rule.TEMPLATE_TOO_MANY.id()),
        new LimitCase(
            "TEMPLATE_DEPTH_MAX",
            "templates in templates",
            n -> expanded("steps: [ { template: deep-%d.yml } ]\n".formatted(n)),
            Rule.TEMPLATE_TOO_DEEP.id()),
        new LimitCase(
            "TEMPLATES_MAX",
            "all templates of a pipeline",
            SizedFiles::manyTemplates,
            Rule.TEMPLATE_TOO_LARGE.id()),
        new LimitCase(
            "JSON_MAX_CHARACTERS",
            "model",
            n -> json(model("") + " ".repeat(n - model("").length())),
            Rule.JSON_TOO_LARGE.id()),
        new LimitCase(
            "JSON_MAX_DEPTH",
            "arrays in arrays",
            n -> json(model(", \"x\": " + "[".repeat(n - 1) + "]".repeat(n - 1))),
            Rule.JSON_LIMIT.id()),
        new LimitCase(
            "JSON_TEXT_MAX_NODES", "a matrix as YAML", SizedFiles::jsonMatrix, "kept as text"),
        new LimitCase(
            "PROBLEMS_MAX", "problems", SizedFiles::problems, Rule.TOO_MANY_PROBLEMS.id()),
        new LimitCase("SHOWN_VALUE_MAX", "a value in a message", SizedFiles::shown, "shortened"));
  }
}
