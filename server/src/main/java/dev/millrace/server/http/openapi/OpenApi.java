package dev.millrace.server.http.openapi;

import dev.millrace.server.http.Needs;
import dev.millrace.server.http.Query;
import dev.millrace.server.http.Reply;
import dev.millrace.server.http.Route;
import dev.millrace.server.http.idempotency.KeptAnswers;
import dev.millrace.server.http.json.Json;
import dev.millrace.server.http.problem.ProblemKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes what routes say of themselves as an OpenAPI 3.1 document. */
final class OpenApi {
  private static final String JSON = "application/json";
  private static final String PROBLEM_SCHEMA = "Problem";
  private static final String INTRODUCTION =
      """
      Lists are {"items", "next"}: "next" is the cursor of the next page, and absent on the last one. \
      What has an ETag is changed with If-Match. Times are ISO 8601 in UTC. Fields that are not \
      required may be absent. Whatever is not answered as described is a problem (RFC 9457); go by \
      its "code". People send the session's cookie, and with whatever changes something the header \
      X-CSRF-Token; programs send a token.\
      """;

  private final Schemas schemas = new Schemas();
  private final ObjectNode root = Json.described().createObjectNode();

  private OpenApi() {}

  /** The document that describes these routes. */
  static ObjectNode of(List<Route> routes) {
    return new OpenApi().write(routes);
  }

  private ObjectNode write(List<Route> routes) {
    root.put("openapi", "3.1.0");
    root.putObject("info")
        .put("title", "Millrace")
        .put("version", "v1")
        .put("description", INTRODUCTION);
    ObjectNode paths = root.putObject("paths");
    for (Route route : routes) {
      paths
          .withObjectProperty(route.path())
          .set(route.method().name().toLowerCase(Locale.ROOT), operation(route));
    }
    ObjectNode components = root.putObject("components");
    ObjectNode all = schemas.all();
    all.set(PROBLEM_SCHEMA, problem());
    components.set("schemas", all);
    ObjectNode security = components.putObject("securitySchemes");
    security
        .putObject("session")
        .put("type", "apiKey")
        .put("in", "cookie")
        .put("name", "millrace_session")
        .put("description", "with https: __Host-millrace_session");
    security.putObject("token").put("type", "http").put("scheme", "bearer");
    return root;
  }

  private ObjectNode operation(Route route) {
    ObjectNode operation = root.objectNode();
    operation.put("operationId", route.id());
    operation.putArray("tags").add(tag(route));
    operation.put("summary", route.summary());
    operation.put("x-permission", permission(route.needs()));
    ArrayNode security = operation.putArray("security");
    if (!(route.needs() instanceof Needs.Nothing)) {
      security.addObject().putArray("session");
      security.addObject().putArray("token");
    }
    ArrayNode parameters = operation.putArray("parameters");
    route.pathParts().forEach(name -> pathPart(parameters.addObject(), name));
    route.queries().forEach(query -> query(parameters.addObject(), query));
    if (route.repeatable() && !(route.needs() instanceof Needs.Nothing)) {
      key(parameters.addObject());
    }
    route
        .body()
        .ifPresent(type -> {
          ObjectNode body = operation.putObject("requestBody").put("required", true);
          body.putObject("content").putObject(JSON).set("schema", schemas.of(type));
        });
    ObjectNode responses = operation.putObject("responses");
    reply(responses.putObject(String.valueOf(route.reply().status())), route.reply());
    ObjectNode otherwise = responses.putObject("default").put("description", "a problem");
    otherwise
        .putObject("content")
        .putObject("application/problem+json")
        .putObject("schema")
        .put("$ref", "#/" + Schemas.PLACE + "/" + PROBLEM_SCHEMA);
    return operation;
  }

  /** What it is about: the first word of its path that is about anything. */
  private static String tag(Route route) {
    String path =
        route.path().replaceFirst("^/api/(v1/)?", "").replaceFirst("^projects/\\{project}/", "");
    return path.split("/", 2)[0].replace(".json", "");
  }

  private static String permission(Needs needs) {
    return switch (needs) {
      case Needs.Nothing() -> "nothing";
      case Needs.SignedIn() -> "signed-in";
      case Needs.Administrator() -> "administrator";
      case Needs.InProject(var permission) -> Query.written(permission);
    };
  }

  private static void pathPart(ObjectNode parameter, String name) {
    parameter.put("name", name).put("in", "path").put("required", true);
    parameter.putObject("schema").put("type", "string");
  }

  private static void key(ObjectNode parameter) {
    parameter
        .put("name", "Idempotency-Key")
        .put("in", "header")
        .put("description", "a request that comes again with the same key is done once");
    parameter
        .putObject("schema")
        .put("type", "string")
        .put("minLength", 1)
        .put("maxLength", KeptAnswers.MAX_KEY);
  }

  private static void query(ObjectNode parameter, Query<?> query) {
    parameter.put("name", query.name()).put("in", "query").put("description", query.description());
    ObjectNode schema = parameter.putObject("schema");
    switch (query.type()) {
      case TEXT -> {
        schema.put("type", "string");
        if (query.most() > 0) {
          schema.put("maxLength", query.most());
        }
        allowed(schema, query);
      }
      case INTEGER ->
          schema
              .put("type", "integer")
              .put("format", "int64")
              .put("minimum", query.least())
              .put("maximum", query.most());
      case FLAG -> schema.put("type", "boolean").put("default", false);
      case MOMENT -> schema.put("type", "string").put("format", "date-time");
      case CHOICES -> {
        parameter.put("style", "form").put("explode", false);
        allowed(schema.put("type", "array").putObject("items").put("type", "string"), query);
      }
    }
  }

  private static void allowed(ObjectNode schema, Query<?> query) {
    if (!query.allowed().isEmpty()) {
      query.allowed().forEach(schema.putArray("enum")::add);
    }
  }

  private void reply(ObjectNode response, Reply reply) {
    switch (reply) {
      case Reply.Json(_, var type) -> {
        response.put("description", "done");
        response.putObject("content").putObject(JSON).set("schema", schemas.of(type));
      }
      case Reply.Done() -> response.put("description", "done");
      case Reply.Bytes(var mediaTypes, var description) -> {
        ObjectNode content = response.put("description", description).putObject("content");
        mediaTypes.stream()
            .map(mediaType -> mediaType.split(";", 2)[0])
            .forEach(content::putObject);
      }
      case Reply.Events(var description) ->
          response
              .put("description", description)
              .putObject("content")
              .putObject("text/event-stream");
    }
  }

  private ObjectNode problem() {
    ObjectNode schema = root.objectNode().put("type", "object");
    ObjectNode fields = schema.putObject("properties");
    fields.putObject("type").put("type", "string").put("format", "uri");
    fields.putObject("title").put("type", "string");
    fields.putObject("status").put("type", "integer");
    ArrayNode codes = fields.putObject("code").put("type", "string").putArray("enum");
    Arrays.stream(ProblemKind.values()).map(ProblemKind::code).forEach(codes::add);
    fields
        .putObject("reason")
        .put("type", "string")
        .put("description", "names the sentence in detail");
    fields
        .putObject("detail")
        .put("type", "string")
        .put("description", "for people, in the language of Accept-Language");
    fields
        .putObject("request")
        .put("type", "string")
        .put("description", "the request's id, by which the server's log can be searched");
    ObjectNode flaw =
        fields.putObject("errors").put("type", "array").putObject("items").put("type", "object");
    ObjectNode parts = flaw.putObject("properties");
    parts.putObject("where").put("type", "string");
    parts.putObject("message").put("type", "string");
    flaw.putArray("required").add("where").add("message");
    ArrayNode required = schema.putArray("required");
    List.of("type", "title", "status", "code", "reason", "detail", "request")
        .forEach(required::add);
    return schema;
  }
}
