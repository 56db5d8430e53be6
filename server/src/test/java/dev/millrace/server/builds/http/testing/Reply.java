package dev.millrace.server.builds.http.testing;

import dev.millrace.server.http.json.Json;
import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/** What came back. */
public record Reply(int status, HttpHeaders headers, String text) {
  public JsonNode json() {
    return Json.described().readTree(text);
  }

  /** What is at a JSON pointer, as text; empty if nothing is. */
  public String at(String pointer) {
    return json().at(pointer).asString("");
  }
}
