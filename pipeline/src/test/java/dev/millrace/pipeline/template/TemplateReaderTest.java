package dev.millrace.pipeline.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.RunCondition;
import dev.millrace.pipeline.Task;
import dev.millrace.pipeline.TaskAction;
import dev.millrace.pipeline.TemplateUse.Source;
import dev.millrace.pipeline.problem.Phrase;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.template.TemplateSource.Answer;
import dev.millrace.pipeline.yaml.ReadResult;
import dev.millrace.pipeline.yaml.YamlReader;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateReaderTest {
  private final Map<String, String> templates = new HashMap<>();

  @Test
  void steps_jobs_stages_and_variables_of_templates_stand_where_they_are_used() {
    templates.put("s.yml", "steps:\n  - run: one\n  - run: two\n");
    templates.put("j.yml", "jobs:\n  lint:\n    steps:\n      - template: s.yml\n");
    templates.put("st.yml", "stages:\n  - name: check\n    jobs: { template: [ j.yml ] }\n");
    templates.put("v.yml", "variables: { A: { value: template }, B: { value: template } }\n");

    Pipeline pipeline =
        valid(
            """
            version: v3.0
            variables:
              template: [ { name: v.yml } ]
              A: mine
            stages:
              - template: st.yml
              - jobs:
                  build:
                    steps:
                      - run: zero
                      - template: s.yml
            """);

    assertThat(pipeline.isExpanded()).isTrue();
    assertThat(pipeline.variables())
        .extracting(variable -> variable.name() + " " + variable.value())
        .containsExactly("A Text[value=mine]", "B Text[value=template]");
    assertThat(pipeline.plainStages().getFirst().plainJobs().getFirst().id()).isEqualTo("lint");
    assertThat(scripts(pipeline.plainStages().get(1).plainJobs().getFirst().plainTasks()))
        .containsExactly("zero", "one", "two");
  }

  @Test
  void parameters_keep_their_kind_alone_and_become_text_among_text() {
    templates.put(
        "s.yml",
        """
        parameters:
          - { name: times, type: number, default: 1 }
          - { name: who, type: string }
          - { name: on, type: boolean, default: true }
        steps:
          - run: hello ${{ parameters.who }}, ${{parameters.times}} times
            retry-times: ${{ parameters.times }}
            enable: ${{ parameters.on }}
            if: parameters.who == 'ann' && parameters.on
        """);

    Pipeline pipeline =
        valid(
            """
            version: v3.0
            steps:
              - template: s.yml
                parameters: { who: "o'neil", times: 3, on: false }
            """);

    Task task = pipeline.plainStages().getFirst().plainJobs().getFirst().plainTasks().getFirst();
    assertThat(scripts(List.of(task))).containsExactly("hello o'neil, 3 times");
    assertThat(task.retryTimes()).isEqualTo(3);
    assertThat(task.enabled()).isFalse();
    assertThat(task.condition()).isEqualTo(new RunCondition.When("'o''neil' == 'ann' && false"));
  }

  @Test
  void a_whole_template_takes_values_for_its_variables_and_the_settings_of_its_user() {
    templates.put(
        "whole.yml",
        """
        version: v3.0
        name: theirs
        variables:
          TARGET: { value: test, props: { type: vuex-input } }
          LEVEL: "1"
        steps: [ { run: ship } ]
        """);

    Pipeline pipeline =
        valid(
            """
            version: v3.0
            name: mine
            extends:
              template:
                path: whole.yml
                variables: { TARGET: { value: prod, allow-modify-at-startup: false }, LEVEL: 2 }
            """);

    assertThat(pipeline.name()).isEqualTo("mine");
    assertThat(pipeline.isExpanded()).isTrue();
    assertThat(pipeline.variables())
        .extracting(variable -> variable.value() + " " + variable.atStart())
        .containsExactly("Text[value=prod] false", "Text[value=2] true");
  }

  @Test
  void a_mistake_in_a_template_tells_both_places() {
    templates.put(
        "s.yml",
        "parameters: [ { name: t } ]\nsteps:\n  - run: ls\n    timeout-minutes: ${{ parameters.t }}\n");

    ReadResult result =
        read("version: v3.0\nsteps:\n  - template: s.yml\n    parameters: { t: soon }\n");

    Problem problem = result.problems().getFirst();
    assertThat(result.problems()).hasToString("[s.yml:4:22 wrong-kind]");
    assertThat(problem.usedFrom()).hasToString("[main.yml:3:15]");
  }

  @Test
  void wrong_values_for_parameters_are_told_where_they_are_given() {
    templates.put(
        "s.yml",
        """
        parameters:
          - { name: level, values: [ low, high ] }
          - { name: count, type: number }
          - { name: all, type: array }
        steps: [ { run: "${{ parameters.levle }}" } ]
        """);

    ReadResult result =
        read(
            "version: v3.0\nsteps:\n  - template: s.yml\n    parameters: { level: hihg, count: \"2\", lvl: 1 }\n");

    assertThat(result.problems().stream().map(TemplateReaderTest::shown))
        .containsExactlyInAnyOrder(
            "main.yml:3:15 parameter-missing",
            "main.yml:4:26 parameter-value → high",
            "main.yml:4:39 parameter-type",
            "main.yml:4:44 parameter-unknown",
            "s.yml:5:17 parameter-unknown → level");
  }

  @Test
  void a_circle_of_templates_is_told_with_the_whole_chain() {
    templates.put("a.yml", "stages: [ { template: b.yml } ]\n");
    templates.put("b.yml", "stages: [ { template: a.yml } ]\n");

    ReadResult result = read("version: v3.0\nstages: [ { template: a.yml } ]\n");

    Problem problem = result.problems().getFirst();
    assertThat(problem).hasToString("b.yml:1:23 template-cycle");
    assertThat(problem.message(Locale.ENGLISH)).contains("main.yml → a.yml → b.yml → a.yml");
    assertThat(problem.usedFrom()).hasToString("[a.yml:1:23, main.yml:2:23]");
  }

  @Test
  void five_levels_are_followed_and_a_sixth_is_refused() {
    for (int level = 1; level < 6; level++) {
      templates.put(level + ".yml", "stages: [ { template: " + (level + 1) + ".yml } ]\n");
    }
    templates.put("6.yml", "stages: [ { jobs: { a: { steps: [ { run: ls } ] } } } ]\n");

    assertThat(read("version: v3.0\nstages: [ { template: 2.yml } ]\n").problems()).isEmpty();
    assertThat(read("version: v3.0\nstages: [ { template: 1.yml } ]\n").problems())
        .first()
        .hasToString("5.yml:1:23 template-too-deep");
  }

  @Test
  void ten_uses_in_a_file_are_followed_and_an_eleventh_is_refused() {
    templates.put("s.yml", "steps: [ { run: ls } ]\n");
    String use = "  - template: s.yml\n";

    assertThat(read("version: v3.0\nsteps:\n" + use.repeat(10)).problems()).isEmpty();
    assertThat(read("version: v3.0\nsteps:\n" + use.repeat(11)).problems())
        .hasToString("[main.yml:13:15 template-too-many]");
  }

  @Test
  void templates_that_multiply_are_refused_at_a_limit() {
    for (int level = 1; level < 5; level++) {
      String use = "  - template: " + (level + 1) + ".yml\n";
      templates.put(level + ".yml", "stages:\n" + use.repeat(10));
    }
    templates.put("5.yml", "stages: [ { jobs: { a: { steps: [ { run: ls } ] } } } ]\n");

    ReadResult result = read("version: v3.0\nstages: [ { template: 1.yml } ]\n");

    assertThat(result.problems())
        .anyMatch(problem -> problem.rule().id().equals("template-too-large"));
  }

  @Test
  void what_is_not_here_says_what_would_resolve_it() {
    ReadResult result =
        read(
            """
            version: v3.0
            variables: { template: [ { name: shared } ] }
            stages:
              - { template-id: abc, version: v1 }
              - template: a.yml@other
              - { template: here.yml, ref: v1 }
              - template: missing.yml
              - template: ../up.yml
            """);

    assertThat(result.problems().stream().map(TemplateReaderTest::shown))
        .containsSubsequence(
            "main.yml:2:34 template-store",
            "main.yml:4:20 template-store",
            "main.yml:5:15 template-repository",
            "main.yml:6:17 template-revision",
            "main.yml:7:15 template-not-found",
            "main.yml:8:15 template-path");
    assertThat(result.pipeline()).isEmpty();
  }

  @Test
  void a_template_without_what_is_needed_is_a_problem() {
    templates.put("j.yml", "jobs: { a: { steps: [ { run: ls } ] } }\n");

    assertThat(read("version: v3.0\nsteps: [ { template: j.yml } ]\n").problems())
        .first()
        .hasToString("main.yml:2:22 template-kind");
  }

  private Pipeline valid(String text) {
    ReadResult result = read(text);
    assertThat(result.problems()).isEmpty();
    return result.pipeline().orElseThrow();
  }

  private ReadResult read(String text) {
    return new TemplateReader(YamlReader.ofVersion3(), this::find).read(text, "main.yml");
  }

  private Answer find(Source source) {
    if (!(source instanceof Source.ByPath path)
        || path.path().contains("@")
        || path.ref().isPresent()) {
      return new Answer.Elsewhere();
    }
    if (path.path().startsWith("..")) {
      return new Answer.Refused(Phrase.PATH_LEADS_OUT.of());
    }
    String text = templates.get(path.path());
    return text == null ? new Answer.Missing() : new Answer.Found(path.path(), text);
  }

  private static List<String> scripts(List<Task> tasks) {
    return tasks.stream()
        .map(Task::action)
        .map(action -> ((TaskAction.Script) action).script())
        .toList();
  }

  private static String shown(Problem problem) {
    return problem.suggestion().map(guess -> problem + " → " + guess).orElse(problem.toString());
  }
}
