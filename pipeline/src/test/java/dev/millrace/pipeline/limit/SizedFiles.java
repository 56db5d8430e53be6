package dev.millrace.pipeline.limit;

import static java.util.stream.Collectors.joining;

import dev.millrace.pipeline.TemplateUse.Source;
import dev.millrace.pipeline.json.JsonModelCodec;
import dev.millrace.pipeline.json.JsonReading;
import dev.millrace.pipeline.problem.Place;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.template.TemplateReader;
import dev.millrace.pipeline.template.TemplateSource;
import dev.millrace.pipeline.yaml.YamlReader;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Files, models and templates of which one thing has a given size. */
final class SizedFiles {
  static final String STEPS = "steps: [ { run: ls } ]\n";

  private SizedFiles() {}

  static String padded(int characters) {
    String rest = STEPS + "#";
    return rest + "x".repeat(characters - "version: v3.0\n".length() - rest.length());
  }

  /** The root, the list of steps, the step and its inputs are four levels. */
  static String nested(int depth) {
    int lists = depth - 4;
    return "steps: [ { run: ls, with: { v: " + "[".repeat(lists) + "]".repeat(lists) + " } } ]\n";
  }

  /** Twelve values are there before those of the list: keys count too. */
  static String manyNodes(int nodes) {
    return "steps: [ { run: ls, with: { v: [ " + times(nodes - 12, i -> "1") + " ] } } ]\n";
  }

  static String stages(int count) {
    return "stages: [ " + times(count, i -> "{ jobs: { j" + i + ": " + job() + " } }") + " ]\n";
  }

  static String jobs(int count) {
    return times(count, i -> "j" + i + ": " + job());
  }

  static String job() {
    return "{ " + STEPS.strip() + " }";
  }

  static String job(String colon) {
    return colon + job() + " }\n";
  }

  static String job(String key, String value) {
    return "jobs: { a: { " + key + ": " + value + ", " + STEPS.strip() + " } }\n";
  }

  static String step(String key) {
    return "steps: [ { run: ls, " + key + " } ]\n";
  }

  static String ownPool(String limit, int value) {
    return job(
        "runs-on", "{ self-hosted: true, pool-name: p, concurrency-" + limit + ": " + value + " }");
  }

  static String variable(String name, String value) {
    return "variables: { " + name + ": " + value + " }\n" + STEPS;
  }

  static String form(String fields) {
    return variable("v", "{ value: [], props: { type: form-list, fields: " + fields + " } }");
  }

  static String environment(int entries) {
    return "env: { " + times(entries, i -> "K" + i + ": a") + " }";
  }

  static String check(String keys) {
    return "stages: [ { check-in: { " + keys + " }, jobs: { a: " + job() + " } } ]\n";
  }

  static String review(String key) {
    return check("reviews: { flows: [ " + flow(1) + " ], variables: { v: { " + key + " } } }");
  }

  static String flow(int index) {
    return "{ name: f" + index + ", groups: g }";
  }

  static String concurrency(String key) {
    return "concurrency: { " + key + " }\n" + STEPS;
  }

  static String condition(int length) {
    return "\"'" + letters(length - 2) + "'\"";
  }

  static String letters(int length) {
    return "x".repeat(length);
  }

  static String emoji(int length) {
    return "😀".repeat(length);
  }

  static String times(int count, IntFunction<String> each) {
    return IntStream.range(0, count).mapToObj(each).collect(joining(", "));
  }

  // Templates, of which one uses the next.

  static List<String> expanded(String body) {
    return new TemplateReader(YamlReader.ofVersion3(), SizedFiles::template)
        .read("version: v3.0\n" + body, "a.yml").errors().stream().map(Problem::toString).toList();
  }

  static TemplateSource.Answer template(Source source) {
    String name = ((Source.ByPath) source).path();
    int number = Integer.parseInt("0" + name.replaceAll("\\D", ""));
    String text =
        name.startsWith("tree-")
            ? variablesOf(number - 1)
            : name.startsWith("deep-") && number > 1
                ? "steps: [ { template: deep-%d.yml } ]\n".formatted(number - 1)
                : STEPS;
    return new TemplateSource.Answer.Found(name, text);
  }

  /** Variables have no limit of their own in number, so that only the limit of templates is met. */
  static List<String> manyTemplates(int count) {
    return expanded(variablesOf(count) + STEPS);
  }

  /** Variables from {@code count} templates: at most ten here, each with a share of the rest. */
  static String variablesOf(int count) {
    int trees = Math.min(10, count);
    String uses =
        times(
            trees,
            i -> "{ name: tree-%d.yml }".formatted(count / trees + (i < count % trees ? 1 : 0)));
    return "variables: { template: [ " + uses + " ], x: 1 }\n";
  }

  // The rest.

  static String model(String more) {
    return "{\"stages\": [{\"containers\": [{\"@type\": \"trigger\"}]}]" + more + "}";
  }

  static List<String> jsonMatrix(int nodes) {
    // The map, its key's list and the list's items; keys are no nodes of this text.
    String matrix = "a: [" + times(nodes - 2, i -> "1") + "]";
    String text =
        """
        {"stages": [{"containers": [{"@type": "trigger"}]}, {"containers": [
          {"@type": "vmBuild", "matrixGroupFlag": true, "matrixControlOption":
            {"strategyStr": "%s"}}]}]}
        """
            .formatted(matrix);
    JsonReading reading = new JsonModelCodec().read(text);
    var job = reading.pipeline().orElseThrow().plainStages().getFirst().plainJobs().getFirst();
    boolean isText =
        job.matrix().orElseThrow().axes() instanceof dev.millrace.pipeline.Matrix.FromText;
    return isText ? List.of("kept as text") : List.of();
  }

  static List<String> problems(int count) {
    var collector = new ProblemCollector();
    for (int line = 1; line <= count; line++) {
      collector.add(Problem.at(new Place("a.yml", line, 1), Rule.SCHEDULE_EMPTY));
    }
    return collector.inOrder().stream()
        .filter(problem -> problem.rule() == Rule.TOO_MANY_PROBLEMS)
        .map(Problem::toString)
        .toList();
  }

  static List<String> shown(int length) {
    String value = letters(length);
    String message =
        Problem.at(new Place("a.yml", 1, 1), Rule.UNKNOWN_KEY, value, "pipeline")
            .message(Locale.ENGLISH);
    return message.contains(value) ? List.of() : List.of("shortened");
  }
}
