package dev.millrace.server.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One thing the API does.
 *
 * @param id names it in the API's description and in metrics: {@code start-build}
 * @param path with the names of its variable parts in braces: {@code /api/v1/users/{user}}
 * @param summary what it does, for the API's description
 * @param queries all the parameters it takes behind the path
 * @param body the record a request's JSON is read as; empty: there is none
 * @param repeatable its answer holds no secret and is kept for an {@code Idempotency-Key}
 */
public record Route(
    String id,
    Method method,
    String path,
    String summary,
    Needs needs,
    List<Query<?>> queries,
    Optional<Class<?>> body,
    Reply reply,
    boolean repeatable,
    Handler handler) {
  private static final Pattern PART = Pattern.compile("\\{([a-z]+)}");

  /** Does what a route is for. */
  @FunctionalInterface
  public interface Handler {
    /** Blocks as long as it takes; what it throws becomes a problem. */
    Answer answer(Call call);
  }

  public Route {
    queries = List.copyOf(queries);
    if (needs instanceof Needs.InProject && !path.contains("{project}")) {
      throw new IllegalArgumentException(path + " names no project");
    }
    if (body.isPresent() && method.isSafe()) {
      throw new IllegalArgumentException(method + " " + path + " takes no body");
    }
  }

  public static RouteDraft get(String id, String path) {
    return new RouteDraft(id, Method.GET, path);
  }

  public static RouteDraft post(String id, String path) {
    return new RouteDraft(id, Method.POST, path);
  }

  public static RouteDraft put(String id, String path) {
    return new RouteDraft(id, Method.PUT, path);
  }

  public static RouteDraft patch(String id, String path) {
    return new RouteDraft(id, Method.PATCH, path);
  }

  public static RouteDraft delete(String id, String path) {
    return new RouteDraft(id, Method.DELETE, path);
  }

  /** The names of the variable parts of the path, in its order. */
  public List<String> pathParts() {
    return PART.matcher(path).results().map(match -> match.group(1)).toList();
  }
}
