package dev.millrace.server.pipelines.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.server.http.testing.ApiAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineListRouteTest extends PipelineApiTestBase {
  private List<String> names(String query) {
    ApiAnswer answer = viewer.get(ALPHA + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer
        .json()
        .required("items")
        .valueStream()
        .map(item -> item.required("name").stringValue())
        .toList();
  }

  @Test
  void a_list_is_narrowed_and_ordered() {
    created("Beta", TEXT + "label: [x]\n");
    created("alpha");
    String gone = created("gone");
    seeing(maintainer, gone).delete(gone);

    assertThat(names("")).containsExactly("alpha", "Beta");
    assertThat(names("?order=descending")).containsExactly("Beta", "alpha");
    assertThat(names("?sort=created&order=ascending")).hasSize(2);
    assertThat(names("?name=BET")).containsExactly("Beta");
    assertThat(names("?label=x")).containsExactly("Beta");
    assertThat(names("?creator=developer")).hasSize(2);
    assertThat(names("?creator=viewer")).isEmpty();
    assertThat(names("?creator=%20")).isEmpty();
    assertThat(names("?name=%00")).isEmpty();
    assertThat(names("?deleted=true")).containsExactly("gone");
  }

  @Test
  void a_list_goes_on_where_a_page_ended() {
    created("1");
    created("2");
    created("3");

    for (String order : new String[] {"sort=name", "sort=changed", "sort=created"}) {
      String query = ALPHA + "?limit=2&" + order;
      var first = viewer.get(query).json();
      String next = first.required("next").stringValue();
      var rest = viewer.get(query + "&cursor=" + next).json();
      assertThat(first.required("items").size()).isEqualTo(2);
      assertThat(rest.required("items").size()).isEqualTo(1);
      assertThat(rest.has("next")).isFalse();
    }
  }

  @Test
  void bad_parameters_are_told() {
    created("1");
    created("2");
    String byName = viewer.get(ALPHA + "?limit=1").json().required("next").stringValue();

    assertProblem(viewer.get(ALPHA + "?sort=size"), 400, "http.not-one-of");
    assertProblem(viewer.get(ALPHA + "?limit=101"), 400, "http.bad-number");
    assertProblem(viewer.get(ALPHA + "?cursor=x"), 400, "http.bad-cursor");
    assertProblem(viewer.get(ALPHA + "?sort=created&cursor=" + byName), 400, "http.bad-cursor");
    assertProblem(viewer.get(ALPHA + "?name=" + "x".repeat(256)), 400, "http.too-long");
  }
}
