package dev.millrace.server.http.testing;

import dev.millrace.server.http.json.Json;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What came back.
 *
 * @param headers by their names in small letters
 */
public record ApiAnswer(int status, Map<String, List<String>> headers, String text) {
  static ApiAnswer of(HttpResponse<String> response) {
    return new ApiAnswer(response.statusCode(), response.headers().map(), response.body());
  }

  /** The first header of that name. */
  public Optional<String> header(String name) {
    return headers.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .map(entry -> entry.getValue().getFirst())
        .findFirst();
  }

  /** Fails if it is no JSON. */
  public JsonNode json() {
    return Json.described().readTree(text);
  }

  /** The code of the problem it is; fails if it is none. */
  public String code() {
    return problem().required("code").stringValue();
  }

  /** The id of the problem's sentence, such as {@code http.nothing-here}. */
  public String reason() {
    return problem().required("reason").stringValue();
  }

  /** The sentence for people of the problem it is; fails if it is none. */
  public String detail() {
    return problem().required("detail").stringValue();
  }

  private JsonNode problem() {
    String type = header("Content-Type").orElse("nothing");
    if (!type.equals("application/problem+json")) {
      throw new AssertionError("no problem but " + status + " " + type + ": " + text);
    }
    return json();
  }
}
