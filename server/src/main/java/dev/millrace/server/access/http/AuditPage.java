package dev.millrace.server.access.http;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.AuditRecord;
import dev.millrace.server.access.UserId;
import dev.millrace.server.http.json.Json;
import dev.millrace.server.http.json.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Some audits, the newest first.
 *
 * @param next where the next page begins; absent: there is none
 */
public record AuditPage(List<AuditView> items, Optional<String> next) {
  /**
   * One change.
   *
   * @param user who made it; absent: the server itself, or somebody unknown
   * @param via {@code session:…} or {@code token:…} with a public id
   * @param request the id of the request
   * @param verb what was done, in the past: {@code created}
   * @param kind of what was changed: {@code user}
   * @param id of what was changed
   * @param before what it was, an object; absent where there was none
   * @param after what it has become, an object; absent where there is none
   */
  public record AuditView(
      Instant at,
      Optional<String> user,
      Optional<String> via,
      Optional<String> address,
      Optional<String> request,
      String verb,
      String kind,
      String id,
      Optional<String> project,
      Optional<JsonNode> before,
      Optional<JsonNode> after) {
    static AuditView of(AuditRecord audit) {
      return new AuditView(
          audit.place().at(),
          audit.user().map(UserId::value),
          audit.via(),
          audit.address(),
          audit.request(),
          audit.verb(),
          audit.thing().kind(),
          audit.thing().id(),
          audit.project().map(ProjectId::value),
          audit.before().map(AuditView::object),
          audit.after().map(AuditView::object));
    }

    private static JsonNode object(String text) {
      return Json.ours(text, JsonNode.class);
    }
  }

  static AuditPage of(Page<AuditRecord> page) {
    return new AuditPage(page.items().stream().map(AuditView::of).toList(), page.next());
  }
}
