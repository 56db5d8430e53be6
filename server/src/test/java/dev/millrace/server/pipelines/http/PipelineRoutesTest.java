package dev.millrace.server.pipelines.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.access.AuditEntry;
import dev.millrace.server.http.testing.ApiAnswer;
import dev.millrace.server.http.testing.People;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PipelineRoutesTest extends PipelineApiTestBase {
  @Test
  void a_pipeline_is_made_and_shown() {
    ApiAnswer made = developer.post(ALPHA, json("name", "one", "definition", TEXT));

    assertThat(made.status()).isEqualTo(201);
    ApiAnswer shown = viewer.get(made.header("Location").orElseThrow());
    assertThat(shown.json()).isEqualTo(made.json());
    assertThat(shown.json().required("name").stringValue()).isEqualTo("one");
    assertThat(shown.json().required("creator").stringValue()).isEqualTo("developer");
    assertThat(shown.json().required("draft").required("stamp").longValue()).isEqualTo(1);
    assertThat(shown.json().has("newest")).isFalse();
    assertThat(shown.json().required("liveBuilds").intValue()).isEqualTo(2);
  }

  @Test
  void an_audit_says_by_which_token_from_where_and_in_which_request() {
    ApiAnswer made = developer.post(ALPHA, json("name", "one"));

    AuditEntry audit = store.audits().getLast();
    assertThat(audit.actor().user()).contains(People.DEVELOPER);
    assertThat(audit.actor().via().orElseThrow()).startsWith("token:");
    assertThat(audit.actor().address()).contains("127.0.0.1");
    assertThat(audit.actor().request()).isEqualTo(made.header("X-Request-Id"));
  }

  @Test
  void what_is_not_said_is_usual() {
    String path = developer.post(ALPHA, json("name", "one")).header("Location").orElseThrow();

    JsonNode draft = developer.get(path + "/draft").json();
    assertThat(draft.required("definition").stringValue()).startsWith("version: v3.0");
    assertThat(draft.required("settings").required("versionsKept").intValue()).isEqualTo(50);
    assertProblem(developer.post(ALPHA, json()), 409, "pipelines.name-needed");
  }

  @Test
  void a_name_is_given_once_in_a_project() {
    String path = created("one");

    ApiAnswer refused = developer.post(ALPHA, json("name", "one"));

    assertProblem(refused, 409, "pipelines.name-taken");
    assertThat(path).endsWith(refused.json().required("pipeline").stringValue());
    assertProblem(
        developer.with("Accept-Language", "zh-CN").post(ALPHA, json("name", "one")),
        409,
        "pipelines.name-taken");
    assertThat(developer.with("Accept-Language", "zh-CN").post(ALPHA, json("name", "one")).detail())
        .isEqualTo("项目中已有名为 one 的流水线");
  }

  @Test
  void a_project_has_as_many_as_its_limit_says() {
    String first = created("1");
    created("2");
    created("3");

    ApiAnswer refused = developer.post(ALPHA, json("name", "4"));
    assertProblem(refused, 409, "pipelines.project-full");
    assertThat(refused.json().required("mostPipelines").intValue()).isEqualTo(MOST);
    assertProblem(
        developer.post(first + "/copy", json("name", "4")), 409, "pipelines.project-full");
    assertProblem(
        developer.post(ALPHA + "/import", json("text", TEXT, "name", "4")),
        409,
        "pipelines.project-full");
    assertThat(seeing(maintainer, first).delete(first).status()).isEqualTo(204);
    created("4");
    assertProblem(maintainer.post(first + "/restore", json()), 409, "pipelines.project-full");
  }

  @Test
  void each_value_out_of_range_is_told_with_its_field() {
    String settings =
        """
        {"description": "", "cancelPolicy": "RESTRICTED", "failIfVariableInvalid": false,
         "cleanVariablesWhenRetry": false, "versionsKept": 0,
         "concurrency": {"lock": "MULTIPLE", "cancelInProgress": false, "queueLength": 201}}
        """;

    ApiAnswer refused =
        developer.post(ALPHA, "{\"name\": \"one\", \"settings\": " + settings + "}");

    assertProblem(refused, 422, "pipelines.out-of-range");
    assertThat(
            refused
                .json()
                .required("errors")
                .valueStream()
                .map(e -> e.required("where").stringValue()))
        .containsExactly("settings.concurrency.queueLength", "settings.versionsKept");
    assertProblem(
        developer.post(ALPHA, json("name", "x".repeat(256))), 422, "pipelines.wrong-length");
    assertProblem(developer.post(ALPHA, json("name", "a\0")), 422, "pipelines.nul-inside");
    assertProblem(
        developer.post(ALPHA, json("name", "one", "definition", "a\0")),
        422,
        "pipelines.nul-inside");
  }

  @Test
  void a_file_becomes_a_pipeline() {
    ApiAnswer imported =
        developer.post(ALPHA + "/import", json("text", TEXT + "name: from a file\n"));

    assertThat(imported.status()).isEqualTo(201);
    assertThat(imported.json().required("pipeline").required("name").stringValue())
        .isEqualTo("from a file");
    assertThat(imported.json().required("problems").isEmpty()).isTrue();
  }

  @Test
  void a_file_with_errors_is_refused_with_line_and_column_of_each() {
    String text = "version: v3.0\nname: x\nstep: [{run: make}]\n";

    ApiAnswer refused = developer.post(ALPHA + "/import", json("text", text));

    assertProblem(refused, 422, "pipelines.definition-invalid");
    String english = errorAt(refused, "3:1").required("message").stringValue();
    assertThat(english).contains("step");
    ApiAnswer chinese =
        developer.with("Accept-Language", "zh").post(ALPHA + "/import", json("text", text));
    assertThat(errorAt(chinese, "3:1").required("message").stringValue())
        .contains("step")
        .isNotEqualTo(english);
  }

  @Test
  void a_pipeline_is_renamed_copied_disabled_and_enabled() {
    String path = created("one");

    assertThat(
            seeing(developer, path)
                .patch(path, json("name", "two"))
                .json()
                .required("name")
                .stringValue())
        .isEqualTo("two");
    assertThat(
            seeing(developer, path)
                .post(path + "/disable")
                .json()
                .required("enabled")
                .booleanValue())
        .isFalse();
    assertThat(
            seeing(developer, path)
                .post(path + "/enable")
                .json()
                .required("enabled")
                .booleanValue())
        .isTrue();
    ApiAnswer copy = developer.post(path + "/copy", json("name", "copy"));
    assertThat(copy.status()).isEqualTo(201);
    assertThat(copy.header("Location")).isNotEqualTo(java.util.Optional.of(path));
    assertProblem(
        seeing(developer, path).patch(path, json("name", "copy")), 409, "pipelines.name-taken");
    assertProblem(
        seeing(developer, path).patch(path, json("name", "")), 422, "pipelines.wrong-length");
  }

  @Test
  void a_change_of_the_whole_says_which_revision_it_was_decided_on() {
    String path = created("one");
    seeing(developer, path).post(path + "/disable");

    for (ApiAnswer blind :
        List.of(
            developer.patch(path, json("name", "two")),
            developer.post(path + "/enable"),
            developer.post(path + "/disable"),
            maintainer.delete(path))) {
      assertThat(blind.status()).as(blind.text()).isEqualTo(428);
    }
    for (ApiAnswer late :
        List.of(
            seen(developer, 1).patch(path, json("name", "two")),
            seen(developer, 1).post(path + "/enable"),
            seen(developer, 1).post(path + "/disable"),
            seen(maintainer, 1).delete(path))) {
      assertProblem(late, 412, "pipelines.changed-meanwhile");
      assertThat(late.json().required("revision").longValue()).isEqualTo(2);
    }
  }

  @Test
  void a_deleted_pipeline_is_gone_until_it_is_restored() {
    String path = created("one");
    assertThat(seeing(maintainer, path).delete(path).status()).isEqualTo(204);

    assertProblem(viewer.get(path), 404, "pipelines.no-pipeline");
    assertProblem(seen(maintainer, 2).delete(path), 404, "pipelines.no-pipeline");
    created("one");
    assertProblem(maintainer.post(path + "/restore", json()), 409, "pipelines.name-taken");
    assertThat(maintainer.post(path + "/restore", json("name", "two")).status()).isEqualTo(200);
    assertProblem(maintainer.post(path + "/restore", json()), 409, "pipelines.not-deleted");
    assertThat(viewer.get(path).json().required("name").stringValue()).isEqualTo("two");
  }

  @Test
  void what_is_no_id_is_not_there() {
    for (String id : new String[] {"p-1", "x", "p-" + "0".repeat(32), "p-%00", "%E6%B5%81"}) {
      assertThat(viewer.get(ALPHA + "/" + id).status()).as(id).isIn(400, 404);
    }
  }
}
