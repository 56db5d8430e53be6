package dev.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The description of the API, as a whole server gives it. */
class ServerDescriptionTest {
  private static final int ALL_ROOMS = 80;

  @TempDir Path data;

  @Test
  void every_operation_says_what_it_is_and_whom_it_serves_and_refers_to_what_is_there() {
    try (var house =
        new ServedHouse(data, Map.of("agent.embedded", "false"), _ -> LocalMachines.NONE)) {
      JsonNode document = document(house);
      List<JsonNode> operations =
          document.required("paths").valueStream().flatMap(JsonNode::valueStream).toList();

      assertThat(operations).hasSizeGreaterThan(ALL_ROOMS);
      assertThat(operations)
          .extracting(each -> each.required("operationId").stringValue())
          .doesNotHaveDuplicates();
      for (JsonNode each : operations) {
        assertThat(each.required("summary").stringValue()).as(each.toString()).isNotBlank();
        assertThat(each.required("x-permission").stringValue()).isNotBlank();
      }
      List<String> references = references(document).toList();
      assertThat(references).isNotEmpty();
      for (String reference : references) {
        assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
      }
    }
  }

  @Test
  void each_place_in_a_path_is_a_parameter_and_no_other_is() {
    try (var house =
        new ServedHouse(data, Map.of("agent.embedded", "false"), _ -> LocalMachines.NONE)) {
      document(house)
          .required("paths")
          .forEachEntry((path, methods) ->
              methods.forEachEntry((method, operation) ->
                  assertThat(
                          operation
                              .required("parameters")
                              .valueStream()
                              .filter(each -> each.required("in").stringValue().equals("path"))
                              .map(each -> "{" + each.required("name").stringValue() + "}"))
                      .as(method + " " + path)
                      .containsExactlyElementsOf(places(path))));
    }
  }

  private static JsonNode document(ServedHouse house) {
    return ServedHouse.json(house.send("GET", "/api/openapi.json", ""));
  }

  private static List<String> places(String path) {
    return Stream.of(path.split("/")).filter(part -> part.startsWith("{")).toList();
  }

  private static Stream<String> references(JsonNode node) {
    var found = new ArrayList<String>();
    if (node.has("$ref") && node.get("$ref").isString()) {
      found.add(node.get("$ref").stringValue());
    }
    return Stream.concat(
        found.stream(), node.valueStream().flatMap(ServerDescriptionTest::references));
  }
}
