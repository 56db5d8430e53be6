package dev.millrace.server.http.openapi;

import dev.millrace.server.http.Answer;
import dev.millrace.server.http.Needs;
import dev.millrace.server.http.Reply;
import dev.millrace.server.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.node.ObjectNode;

/** The routes that describe routes. */
public final class Description {
  /** Where the document is. */
  public static final String DOCUMENT = "/api/openapi.json";

  private static final String PAGE = "/api/docs";

  private final List<Route> all;
  private final AtomicReference<ObjectNode> document = new AtomicReference<>();

  private Description(List<Route> described) {
    var routes = new ArrayList<Route>(described);
    routes.add(
        Route.get("describe-api", DOCUMENT)
            .summary("Describe the API as OpenAPI 3.1")
            .needs(new Needs.Nothing())
            .answers(ObjectNode.class)
            .by(_ -> Answer.ok(document())));
    routes.add(file("show-api", PAGE, "page.html", "text/html"));
    routes.add(file("show-api-script", PAGE + "/page.js", "page.js", "text/javascript"));
    routes.add(file("show-api-style", PAGE + "/page.css", "page.css", "text/css"));
    all = List.copyOf(routes);
  }

  /** The routes, and behind them those that describe all of them, themselves too. */
  public static List<Route> with(List<Route> routes) {
    return new Description(routes).all;
  }

  /** Made when somebody asks for it first, since that is seldom and takes a while. */
  private ObjectNode document() {
    ObjectNode made = document.get();
    if (made == null) {
      made = OpenApi.of(all);
      document.set(made);
    }
    return made;
  }

  private static Route file(String id, String path, String name, String mediaType) {
    return Route.get(id, path)
        .summary("Part of the page that shows the API")
        .needs(new Needs.Nothing())
        .answers(new Reply.Bytes(mediaType, "the file " + name))
        .by(_ -> Answer.stream(mediaType + "; charset=utf-8", out -> out.write(read(name))));
  }

  private static byte[] read(String name) {
    try (InputStream in = Description.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the jar");
      }
      return in.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
