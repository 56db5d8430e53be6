package dev.millrace.server.pipelines.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.http.testing.ApiAnswer;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DraftRoutesTest extends PipelineApiTestBase {
  private static final String OTHER = "version: v3.0\nsteps:\n  - run: other\n";

  @Test
  void a_draft_is_shown_and_kept_with_the_stamp_that_was_seen() {
    String path = created("one");
    ApiAnswer shown = viewer.get(path + "/draft");
    assertThat(shown.header("ETag")).contains("\"1\"");
    assertThat(shown.json().required("definition").stringValue()).isEqualTo(TEXT);

    ApiAnswer kept =
        developer
            .with("If-Match", shown.header("ETag").orElseThrow())
            .put(path + "/draft", json("definition", OTHER));

    assertThat(kept.status()).isEqualTo(200);
    assertThat(kept.header("ETag")).contains("\"2\"");
    assertThat(kept.json().required("stamp").longValue()).isEqualTo(2);
    assertThat(viewer.get(path + "/draft").json().required("definition").stringValue())
        .isEqualTo(OTHER);
  }

  @Test
  void a_stamp_that_is_old_is_refused_with_both() {
    String path = created("one");
    seen(developer, 1).put(path + "/draft", json("definition", OTHER));

    ApiAnswer refused = seen(developer, 1).put(path + "/draft", json("definition", TEXT));

    assertProblem(refused, 412, "pipelines.draft-changed");
    assertThat(refused.json().required("expectedStamp").longValue()).isEqualTo(1);
    assertThat(refused.json().required("stamp").longValue()).isEqualTo(2);
    assertProblem(
        seen(developer, 1).post(path + "/release", json("description", "")),
        412,
        "pipelines.draft-changed");
    assertProblem(
        developer.put(path + "/draft", json("definition", TEXT)), 428, "http.version-needed");
    assertProblem(
        seen(developer, 2).put(path + "/draft", json("definition", TEXT, "base", 0)),
        400,
        "http.wrong-value");
  }

  @Test
  void of_many_who_save_at_once_one_wins() throws Exception {
    String path = created("one");
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> saves =
          IntStream.range(0, 8)
              .mapToObj(i ->
                  many.submit(() ->
                      seen(developer, 1)
                          .put(path + "/draft", json("definition", OTHER + "# " + i))
                          .status()))
              .toList();

      int won = 0;
      for (Future<Integer> save : saves) {
        assertThat(save.get()).isIn(200, 412);
        won += save.get() == 200 ? 1 : 0;
      }
      assertThat(won).isEqualTo(1);
    }
  }

  @Test
  void a_draft_begins_with_the_newest_release_and_is_made_on_it() {
    String path = released("one");

    ApiAnswer begun = developer.get(path + "/draft");
    assertThat(begun.json().required("stamp").longValue()).isZero();
    assertThat(begun.header("ETag")).isEmpty();
    seen(developer, 0).put(path + "/draft", json("definition", OTHER, "base", 1));
    release(path);

    ApiAnswer outdated =
        seen(developer, 0).put(path + "/draft", json("definition", TEXT, "base", 1));
    assertProblem(outdated, 412, "pipelines.base-outdated");
    assertThat(outdated.json().required("base").required("number").intValue()).isEqualTo(1);
    assertThat(outdated.json().required("newest").required("name").stringValue())
        .isEqualTo("V2(P2.T1.1)");
  }

  @Test
  void settings_stay_where_a_draft_says_none() {
    String path = created("one");
    String settings =
        """
        {"description": "what for", "cancelPolicy": "EXECUTE_PERMISSION",
         "failIfVariableInvalid": true, "cleanVariablesWhenRetry": true, "versionsKept": 7,
         "concurrency": {"lock": "GROUP_LOCK", "group": "g", "cancelInProgress": true,
           "queueLength": 1, "queueTimeoutMinutes": 2, "maxParallel": 3}}
        """;
    seen(developer, 1)
        .put(path + "/draft", "{\"definition\": \"x\", \"settings\": " + settings + "}");
    var kept = developer.get(path + "/draft").json().required("settings");

    seen(developer, 2).put(path + "/draft", json("definition", TEXT));

    assertThat(developer.get(path + "/draft").json().required("settings")).isEqualTo(kept);
    assertThat(kept.required("concurrency").required("group").stringValue()).isEqualTo("g");
    assertThat(kept.required("versionsKept").intValue()).isEqualTo(7);
  }

  @Test
  void a_text_is_checked_and_not_kept() {
    String path = created("one");

    var fine = developer.post(path + "/draft/check", json("definition", OTHER)).json();
    var wrong =
        developer
            .post(path + "/draft/check", json("definition", "version: v3.0\nstep: []\n"))
            .json();
    var templates =
        developer
            .post(
                path + "/draft/check",
                json("definition", "version: v3.0\nstages: [{template: a.yml}]\n"))
            .json();

    assertThat(fine.required("releasable").booleanValue()).isTrue();
    assertThat(wrong.required("releasable").booleanValue()).isFalse();
    assertThat(wrong.required("problems").valueStream())
        .anySatisfy(problem -> {
          assertThat(problem.required("line").intValue()).isEqualTo(2);
          assertThat(problem.required("column").intValue()).isEqualTo(1);
          assertThat(problem.required("rule").stringValue()).isEqualTo("unknown-key");
          assertThat(problem.required("suggestion").stringValue()).isEqualTo("steps");
        });
    assertThat(templates.required("releasable").booleanValue()).isFalse();
    assertThat(templates.required("obstacles").required(0).stringValue()).contains("templates");
    assertThat(stampOf(path)).isEqualTo(1);
  }

  @Test
  void a_draft_is_released_or_refused_with_its_errors() {
    String path = created("one", "version: v3.0\nstep: []\n");

    ApiAnswer refused = release(path);
    assertProblem(refused, 422, "pipelines.definition-invalid");
    assertThat(errorAt(refused, "2:1").required("message").stringValue()).contains("step");
    seen(developer, stampOf(path)).put(path + "/draft", json("definition", TEXT));
    ApiAnswer released = release(path);

    assertThat(released.json().required("version").required("name").stringValue())
        .isEqualTo("V1(P1.T1.1)");
    assertThat(released.json().required("pipeline").has("draft")).isFalse();
    assertProblem(
        seen(developer, 0).post(path + "/release", json("description", "")),
        404,
        "pipelines.no-draft");
    assertProblem(
        seen(developer, 0).post(path + "/release", json("description", "x".repeat(1_025))),
        422,
        "pipelines.wrong-length");
  }

  @Test
  void a_draft_is_dropped_where_there_is_a_release() {
    String path = created("one");
    assertProblem(seen(developer, 1).delete(path + "/draft"), 409, "pipelines.only-draft");
    release(path);
    seen(developer, 0).put(path + "/draft", json("definition", OTHER, "base", 1));

    assertThat(seen(developer, stampOf(path)).delete(path + "/draft").status()).isEqualTo(204);
    assertThat(stampOf(path)).isZero();
  }

  @Test
  void an_old_version_is_released_again_or_becomes_the_draft() {
    String path = released("one");
    seen(developer, 0).put(path + "/draft", json("definition", OTHER, "base", 1));
    release(path);

    ApiAnswer back = developer.post(path + "/versions/1/rollback");
    assertThat(back.json().required("version").required("name").stringValue())
        .isEqualTo("V3(P3.T1.1)");
    ApiAnswer draft = seen(developer, 0).post(path + "/versions/2/draft");
    assertThat(draft.json().required("base").intValue()).isEqualTo(3);
    assertProblem(
        seen(developer, 0).post(path + "/versions/2/draft"), 412, "pipelines.draft-changed");
    assertProblem(developer.post(path + "/versions/99/rollback"), 404, "pipelines.no-version");
    assertProblem(developer.post(path + "/versions/0/rollback"), 404, "pipelines.no-version");
  }

  @Test
  void a_text_may_be_as_long_as_its_format_and_the_body_allow() {
    String path = created("one");
    String longest = TEXT + "#" + "流".repeat(1_048_576 - TEXT.length() - 1);

    assertThat(seen(developer, 1).put(path + "/draft", json("definition", longest)).status())
        .isEqualTo(200);
    assertProblem(
        seen(developer, 2).put(path + "/draft", json("definition", longest + "x")),
        422,
        "pipelines.wrong-length");
    assertProblem(
        seen(developer, 2).put(path + "/draft", json("definition", longest + longest)),
        413,
        "http.body-too-large");
    assertThat(developer.get(path + "/draft").json().required("definition").stringValue())
        .isEqualTo(longest);
  }
}
