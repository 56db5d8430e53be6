package dev.millrace.server.pipelines.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.http.testing.ApiAnswer;
import dev.millrace.server.http.testing.People;
import org.junit.jupiter.api.Test;

class VersionRoutesTest extends PipelineApiTestBase {
  private static final String OTHER = "version: v3.0\nsteps:\n  - run: other\n";

  /** Two releases and a draft. */
  private String three() {
    String path = released("one");
    seen(developer, 0).put(path + "/draft", json("definition", OTHER, "base", 1));
    release(path);
    seen(developer, 0).put(path + "/draft", json("definition", TEXT, "base", 2));
    return path;
  }

  @Test
  void versions_are_listed_newest_first_and_shown() {
    String path = three();

    var first = viewer.get(path + "/versions?limit=2").json();
    var rest = viewer.get(path + "/versions?cursor=" + first.required("next").stringValue()).json();

    assertThat(first.required("items").valueStream().map(v -> v.required("number").intValue()))
        .containsExactly(3, 2);
    assertThat(first.required("items").required(0).has("name")).isFalse();
    assertThat(rest.required("items").valueStream().map(v -> v.required("number").intValue()))
        .containsExactly(1);
    var second = viewer.get(path + "/versions/2").json();
    assertThat(second.required("definition").stringValue()).isEqualTo(OTHER);
    assertThat(second.required("version").required("name").stringValue()).isEqualTo("V2(P2.T1.1)");
    assertProblem(viewer.get(path + "/versions/9"), 404, "pipelines.no-version");
    assertProblem(viewer.get(path + "/versions/x"), 404, "pipelines.no-version");
    assertProblem(viewer.get(path + "/versions?cursor=x"), 400, "http.bad-cursor");
  }

  @Test
  void a_version_nothing_needs_is_deleted() {
    String path = three();

    assertThat(developer.delete(path + "/versions/1").status()).isEqualTo(204);
    assertProblem(developer.delete(path + "/versions/1"), 404, "pipelines.no-version");
    assertProblem(developer.delete(path + "/versions/2"), 409, "pipelines.version-newest");
  }

  @Test
  void versions_are_compared() {
    String path = three();

    var diff = viewer.get(path + "/diff?from=1&to=2").json();
    var usual = viewer.get(path + "/diff").json();

    assertThat(
            diff.required("hunks")
                .required(0)
                .required("lines")
                .valueStream()
                .map(l -> l.required("kind").stringValue() + l.required("text").stringValue()))
        .contains("REMOVED  - run: make", "ADDED  - run: other");
    assertThat(usual.required("hunks").size()).isEqualTo(1);
    assertProblem(viewer.get(path + "/diff?from=x"), 400, "http.not-one-of");
    assertProblem(viewer.get(path + "/diff?from=9"), 404, "pipelines.no-version");
  }

  @Test
  void a_version_is_a_file() {
    String path = created("流水线 \"1\"");

    assertProblem(viewer.get(path + "/export"), 404, "pipelines.no-release");
    ApiAnswer yaml = viewer.get(path + "/export?version=draft");
    ApiAnswer json = viewer.get(path + "/export?version=1&format=json");

    assertThat(yaml.header("Content-Type").orElseThrow()).startsWith("application/yaml");
    assertThat(yaml.header("Content-Disposition"))
        .contains(
            "attachment; filename=\"-1-.yml\";"
                + " filename*=UTF-8''%E6%B5%81%E6%B0%B4%E7%BA%BF%20%221%22.yml");
    assertThat(yaml.text()).contains("- run: make").doesNotStartWith("#");
    assertThat(json.header("Content-Type").orElseThrow()).startsWith("application/json");
    assertThat(json.json().isObject()).isTrue();
    assertProblem(viewer.get(path + "/export?format=xml"), 400, "http.not-one-of");
  }

  @Test
  void what_yaml_can_not_say_stands_at_the_top_of_the_file() {
    String path = created("one");
    String settings =
        """
        {"description": "", "cancelPolicy": "RESTRICTED", "failIfVariableInvalid": false,
         "cleanVariablesWhenRetry": false, "versionsKept": 7,
         "concurrency": {"lock": "MULTIPLE", "cancelInProgress": false}}
        """;
    seen(developer, 1)
        .put(
            path + "/draft",
            json("definition", TEXT).replace("}", ", \"settings\":" + settings + "}"));

    assertThat(viewer.get(path + "/export?version=draft").text())
        .startsWith("# YAML can't say how many versions are kept: 7\n");
    assertThat(viewer.with("Accept-Language", "zh").get(path + "/export?version=draft").text())
        .startsWith("# YAML 无法表示保留的版本数：7\n");
  }

  @Test
  void who_may_run_a_pipeline_sees_its_form_without_secrets() {
    String path =
        created(
            "asking",
            """
            version: v3.0
            variables:
              plain: hello
              token: {value: hidden-value, sensitive: true, allow-modify-at-startup: true}
              target:
                value: test
                allow-modify-at-startup: true
                props: {type: selector, label: Where to, options: [{id: test, label: Test}]}
            steps: [{run: make}]
            """);

    ApiAnswer form = as(People.RUNNER).get(path + "/start-form?version=draft");

    assertThat(form.status()).as(form.text()).isEqualTo(200);
    var fields = form.json().required("fields");
    assertThat(fields.valueStream().map(f -> f.required("name").stringValue()))
        .containsExactly("plain", "token", "target");
    assertThat(fields.required(0).required("value").stringValue()).isEqualTo("hello");
    assertThat(fields.required(1).has("value")).isFalse();
    assertThat(fields.required(2).required("options").required(0).required("label").stringValue())
        .isEqualTo("Test");
    assertThat(form.text()).doesNotContain("hidden-value");
    assertProblem(as(People.RUNNER).get(path + "/start-form"), 404, "pipelines.no-release");
    assertThat(viewer.get(path + "/start-form?version=draft").status()).isEqualTo(403);
  }
}
