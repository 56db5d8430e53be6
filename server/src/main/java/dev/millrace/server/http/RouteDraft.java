package dev.millrace.server.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A route in the making. Of one thread. */
public final class RouteDraft {
  private final String id;
  private final Method method;
  private final String path;
  private String summary = "";
  private @Nullable Needs needs;
  private final List<Query<?>> queries = new ArrayList<>();
  private Reply reply = new Reply.Done();
  private boolean repeatable = true;

  RouteDraft(String id, Method method, String path) {
    this.id = id;
    this.method = method;
    this.path = path;
  }

  /** What it does, a sentence without a full stop. */
  public RouteDraft summary(String text) {
    summary = text;
    return this;
  }

  /** Must be said of every route. */
  public RouteDraft needs(Needs what) {
    needs = what;
    return this;
  }

  public RouteDraft query(Query<?>... parameters) {
    queries.addAll(List.of(parameters));
    return this;
  }

  public RouteDraft answers(Class<?> type) {
    return answers(200, type);
  }

  public RouteDraft answers(int status, Class<?> type) {
    reply = new Reply.Json(status, type);
    return this;
  }

  public RouteDraft answers(Reply other) {
    reply = other;
    return this;
  }

  /** Its answer is not kept to be given again: it holds a secret. */
  public RouteDraft holdsSecret() {
    repeatable = false;
    return this;
  }

  /** It takes a JSON object, which is read as this record. */
  public <B> WithBody<B> takes(Class<B> body) {
    return new WithBody<>(body);
  }

  public Route by(Route.Handler handler) {
    return route(Optional.empty(), handler);
  }

  private Route route(Optional<Class<?>> body, Route.Handler handler) {
    if (needs == null) {
      throw new IllegalStateException(id + " does not say whom it serves");
    }
    return new Route(
        id,
        method,
        path,
        summary,
        needs,
        queries,
        body,
        reply,
        repeatable && !method.isSafe(),
        handler);
  }

  /** The draft of a route that takes a body. */
  public final class WithBody<B> {
    private final Class<B> body;

    private WithBody(Class<B> body) {
      this.body = body;
    }

    /** Does what the route is for. */
    public interface BodyHandler<B> {
      Answer answer(Call call, B body);
    }

    public Route by(BodyHandler<B> handler) {
      return route(Optional.of(body), call -> handler.answer(call, call.body(body)));
    }
  }
}
