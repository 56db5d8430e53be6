package dev.millrace.server.http.testing;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.millrace.server.http.json.Json;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Looks whether answers are what the description of the API says. Safe from any thread. */
final class DescribedAnswers {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final int NOT_MODIFIED = 304;

  private final JsonNode document;
  private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

  DescribedAnswers(JsonNode document) {
    this.document = document;
  }

  /** Fails if it is another answer than described. */
  void check(HttpRequest request, ApiAnswer answer) {
    if (answer.status() >= 400) {
      check(request, answer, reference("Problem"));
      return;
    }
    if (answer.status() == NOT_MODIFIED || request.method().equals("HEAD")) {
      return;
    }
    JsonNode responses =
        operation(request)
            .orElseThrow(() -> failure(request, answer, "is not described"))
            .required("responses");
    JsonNode response = responses.get(String.valueOf(answer.status()));
    if (response == null) {
      throw failure(request, answer, "is described as " + responses.propertyNames());
    }
    String type = answer.header("Content-Type").orElse("").split(";", 2)[0];
    JsonNode content = response.path("content");
    if (content.isMissingNode() ? !answer.text().isEmpty() : !content.has(type)) {
      throw failure(request, answer, "is described with " + content + ", not " + type);
    }
    if (content.path(type).has("schema")) {
      check(request, answer, content.path(type).required("schema"));
    }
  }

  private void check(HttpRequest request, ApiAnswer answer, JsonNode schema) {
    if (request.method().equals("HEAD")) {
      return;
    }
    List<Error> errors = schemas.computeIfAbsent(schema, this::whole).validate(answer.json());
    if (!errors.isEmpty()) {
      throw failure(request, answer, "is not as described: " + errors);
    }
  }

  private Schema whole(JsonNode schema) {
    ObjectNode whole = schema.deepCopy().asObject();
    whole.set("components", document.required("components"));
    return REGISTRY.getSchema(whole);
  }

  private static JsonNode reference(String name) {
    return Json.described().createObjectNode().put("$ref", "#/components/schemas/" + name);
  }

  /** Of several paths that fit, the one with the fewest variable parts. */
  private Optional<JsonNode> operation(HttpRequest request) {
    String path = request.uri().getRawPath();
    String method = request.method().toLowerCase(Locale.ROOT);
    return document.required("paths").properties().stream()
        .filter(entry -> entry.getValue().has(method))
        .filter(entry -> pattern(entry.getKey()).matcher(path).matches())
        .min(
            java.util.Comparator.comparingLong(
                entry -> entry.getKey().chars().filter(c -> c == '{').count()))
        .map(entry -> entry.getValue().required(method));
  }

  private static Pattern pattern(String path) {
    return Pattern.compile(path.replace(".", "\\.").replaceAll("\\{[a-z]+}", "[^/]+"));
  }

  private static AssertionError failure(HttpRequest request, ApiAnswer answer, String what) {
    return new AssertionError(
        "the answer to %s %s %s: %s %s"
            .formatted(request.method(), request.uri(), what, answer.status(), answer.text()));
  }
}
