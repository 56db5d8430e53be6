package dev.millrace.server.http;

import dev.millrace.server.access.Permission;
import dev.millrace.server.access.UserId;
import dev.millrace.server.database.StoreUnavailable;
import dev.millrace.server.http.problem.HttpWording;
import dev.millrace.server.http.problem.Problem;
import dev.millrace.server.http.problem.ProblemKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Routes of every kind, and what was done to them. Their latches let tests hold a request. */
final class SampleRoutes {
  static final String THINGS = "/api/v1/projects/alpha/things";
  static final String NEW_THING =
      """
      {"name": "cup", "color": "RED", "count": 1, "parts": [{"name": "ear"}]}\
      """;

  private static final Query<Integer> LIMIT = Query.limit(10, 100);
  private static final Query<Optional<Color>> COLOR =
      Query.choice("color", "only of this color", Color.class);
  private static final Query<Set<Color>> COLORS =
      Query.choices("colors", "only of these colors", Color.class);
  private static final Query<Boolean> WHOLE = Query.flag("whole", "only whole ones");
  private static final Query<Optional<Instant>> SINCE = Query.moment("since", "made since");
  private static final Query<Optional<String>> CURSOR = Query.cursor();

  final AtomicInteger calls = new AtomicInteger();
  final CountDownLatch entered = new CountDownLatch(1);
  final CountDownLatch leave = new CountDownLatch(1);

  enum Color {
    RED,
    DARK_BLUE
  }

  record Part(String name) {}

  record NewThing(
      String name,
      Color color,
      int count,
      List<Part> parts,
      Optional<String> note,
      Optional<Instant> madeAt) {}

  record Thing(String name, String project, Optional<String> note) {}

  record Things(List<Thing> items, Optional<String> next) {}

  record Me(Optional<String> user, String address) {}

  record Made(String secret) {}

  /** An exception of the room. */
  static final class NoThing extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  static Optional<Problem> problem(RuntimeException thrown) {
    return thrown instanceof NoThing
        ? Optional.of(Problem.of(ProblemKind.CONFLICT, HttpWording.BAD_QUERY.of()))
        : Optional.empty();
  }

  List<Route> routes() {
    return List.of(
        Route.get("open", "/api/v1/open").needs(new Needs.Nothing()).answers(Me.class).by(this::me),
        Route.post("open-post", "/api/v1/open")
            .needs(new Needs.Nothing())
            .answers(Me.class)
            .by(this::me),
        Route.get("me", "/api/v1/me").needs(new Needs.SignedIn()).answers(Me.class).by(this::me),
        Route.get("admin", "/api/v1/admin")
            .needs(new Needs.Administrator())
            .answers(Me.class)
            .by(this::me),
        Route.get("things", "/api/v1/projects/{project}/things")
            .needs(Needs.in(Permission.VIEW_PIPELINE))
            .query(LIMIT, COLOR, COLORS, WHOLE, SINCE, CURSOR)
            .answers(Things.class)
            .by(this::list),
        Route.post("make-thing", "/api/v1/projects/{project}/things")
            .needs(Needs.in(Permission.EXECUTE_PIPELINE))
            .answers(201, Thing.class)
            .takes(NewThing.class)
            .by(this::make),
        Route.get("thing", "/api/v1/projects/{project}/things/{thing}")
            .needs(Needs.in(Permission.VIEW_PIPELINE))
            .answers(Thing.class)
            .by(call -> Answer.ok(thing(call, call.path("thing"))).at(3)),
        Route.put("change-thing", "/api/v1/projects/{project}/things/{thing}")
            .needs(Needs.in(Permission.EDIT_PIPELINE))
            .answers(Thing.class)
            .takes(NewThing.class)
            .by((call, body) -> {
              long version = call.expectedVersion();
              return Answer.ok(thing(call, body.name())).at(version + 1);
            }),
        Route.delete("delete-thing", "/api/v1/projects/{project}/things/{thing}")
            .needs(Needs.in(Permission.DELETE_PIPELINE))
            .by(call -> {
              calls.incrementAndGet();
              return Answer.done();
            }),
        Route.post("make-secret", "/api/v1/secrets")
            .needs(new Needs.SignedIn())
            .holdsSecret()
            .answers(201, Made.class)
            .by(call -> Answer.created("/api/v1/secrets/1", new Made("s"))),
        Route.post("hold", "/api/v1/hold")
            .needs(new Needs.SignedIn())
            .answers(Me.class)
            .by(this::hold),
        Route.get("broken", "/api/v1/broken/{how}")
            .needs(new Needs.SignedIn())
            .answers(Me.class)
            .by(SampleRoutes::fail),
        Route.get("text", "/api/v1/text")
            .needs(new Needs.SignedIn())
            .answers(new Reply.Bytes("text/plain", "lines"))
            .by(call ->
                Answer.stream(
                    "text/plain",
                    out -> {
                      calls.incrementAndGet();
                      out.write("line\n".getBytes(StandardCharsets.UTF_8));
                      out.flush();
                    })),
        Route.get("half", "/api/v1/half")
            .needs(new Needs.SignedIn())
            .answers(new Reply.Bytes("text/plain", "half of it"))
            .by(call ->
                Answer.stream(
                    "text/plain",
                    out -> {
                      out.write("half".getBytes(StandardCharsets.UTF_8));
                      out.flush();
                      throw new IllegalStateException("the other half is missing");
                    })));
  }

  private Answer me(Call call) {
    calls.incrementAndGet();
    return Answer.ok(
        new Me(call.principal().map(who -> who.user()).map(UserId::value), call.address()));
  }

  private Answer list(Call call) {
    calls.incrementAndGet();
    int limit = call.get(LIMIT);
    String asked =
        limit
            + " "
            + call.get(COLOR)
            + " "
            + call.get(COLORS)
            + " "
            + call.get(WHOLE)
            + " "
            + call.get(SINCE);
    return Answer.ok(new Things(List.of(thing(call, asked)), call.get(CURSOR)));
  }

  private Answer make(Call call, NewThing body) {
    calls.incrementAndGet();
    if (body.name().equals("no")) {
      throw new NoThing();
    }
    return Answer.created(
        THINGS + "/" + body.name(), new Thing(body.name(), call.project().value(), body.note()));
  }

  private static Thing thing(Call call, String name) {
    return new Thing(name, call.project().value(), Optional.empty());
  }

  private Answer hold(Call call) {
    calls.incrementAndGet();
    entered.countDown();
    try {
      leave.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    return Answer.ok(new Me(Optional.of(call.user().value()), call.address()));
  }

  private static Answer fail(Call call) {
    switch (call.path("how")) {
      case "bug" -> throw new IllegalStateException("hunter2 at 10.1.2.3");
      case "error" -> throw new AssertionError("hunter2");
      case "store" -> throw new StoreUnavailable("disk /var/hunter2", new IOException("hunter2"));
      default -> throw new NoThing();
    }
  }
}
