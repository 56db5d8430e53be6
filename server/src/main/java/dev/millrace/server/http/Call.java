package dev.millrace.server.http;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.Actor;
import dev.millrace.server.access.Doors;
import dev.millrace.server.access.Principal;
import dev.millrace.server.access.Secret;
import dev.millrace.server.access.UserId;
import dev.millrace.server.http.json.Json;
import dev.millrace.server.http.problem.HttpWording;
import dev.millrace.server.http.problem.ProblemKind;
import dev.millrace.server.http.problem.Refused;
import dev.millrace.wording.Language;
import dev.millrace.wording.Sentence;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One request to a route, whose needs are met. Of one thread. */
public final class Call {
  private static final Pattern ETAG = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");

  private final Context context;
  private final Caller caller;
  private final byte[] body;

  /**
   * Who sent a request.
   *
   * @param request its id
   * @param address the remote address, that of the client before trusted proxies
   */
  record Caller(
      String request, String address, Optional<Principal> principal, SessionCookie cookie) {}

  Call(Context context, Caller caller, byte[] body) {
    this.context = context;
    this.caller = caller;
    this.body = body;
  }

  public String requestId() {
    return caller.request();
  }

  /** The remote address. */
  public String address() {
    return caller.address();
  }

  /** Empty only where a route needs nothing. */
  public Optional<Principal> principal() {
    return caller.principal();
  }

  /** Who it is, where the route needs to know. */
  public Principal who() {
    return caller.principal().orElseThrow();
  }

  /** Who it is now, asked again: a stream may outlive the right of its reader to be here. */
  public Optional<Principal> whoNow(Doors doors) {
    return Credentials.of(context, caller.cookie()).principal(doors);
  }

  /** The user it is, where the route needs to know. */
  public UserId user() {
    return who().user();
  }

  /** On whose behalf something is changed by this request. */
  public Actor actor() {
    return new Actor(
        caller.principal(), Optional.of(caller.address()), Optional.of(caller.request()));
  }

  /** A variable part of the path, decoded. */
  public String path(String name) {
    return context.pathParam(name);
  }

  /** The project the path names. */
  public ProjectId project() {
    return new ProjectId(path("project"));
  }

  /** A parameter that the route declares. */
  public <T> T get(Query<T> query) {
    if (context.queryParams(query.name()).size() > 1) {
      throw Refused.invalid(HttpWording.QUERY_TWICE.of(query.name()));
    }
    return query.reader().apply(Optional.ofNullable(context.queryParam(query.name())));
  }

  /** The browser or program that sent it, as it calls itself. */
  public Optional<String> client() {
    return header("User-Agent");
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(context.header(name));
  }

  /** What the session's cookie holds, whether or not it is good. */
  public Optional<Secret> session() {
    return Optional.ofNullable(context.cookie(caller.cookie().name())).map(Secret::new);
  }

  /** The header that gives a browser a session. */
  public Answer withSession(Answer answer, Secret secret, Duration life) {
    return answer.with("Set-Cookie", caller.cookie().set(secret, life));
  }

  /** The header that takes a session from a browser. */
  public Answer withoutSession(Answer answer) {
    return answer.with("Set-Cookie", caller.cookie().clear());
  }

  /**
   * The version of the thing that the sender has seen, from {@code If-Match}.
   *
   * @throws Refused if it does not say
   */
  public long expectedVersion() {
    String text =
        header("If-Match")
            .orElseThrow(
                () -> Refused.of(ProblemKind.VERSION_NEEDED, HttpWording.VERSION_NEEDED.of()));
    Matcher etag = ETAG.matcher(text.strip());
    if (!etag.matches()) {
      String shown = text.length() <= 64 ? text : text.substring(0, 64) + "…";
      throw Refused.invalid(HttpWording.BAD_IF_MATCH.of(shown));
    }
    return Long.parseLong(etag.group(1));
  }

  /** The language the sender reads best of those we speak. */
  public Language language() {
    return languageOf(context);
  }

  static Language languageOf(Context context) {
    String wanted = context.header("Accept-Language");
    if (wanted == null || wanted.isBlank()) {
      return Language.ENGLISH;
    }
    try {
      return Locale.LanguageRange.parse(wanted).stream()
          .map(range -> Locale.forLanguageTag(range.getRange()))
          .filter(locale -> locale.getLanguage().equals("zh") || locale.getLanguage().equals("en"))
          .findFirst()
          .map(Language::of)
          .orElse(Language.ENGLISH);
    } catch (IllegalArgumentException _) {
      return Language.ENGLISH;
    }
  }

  public String say(Sentence sentence) {
    return sentence.in(language());
  }

  /** What the body says; it was read as the route declares. */
  <B> B body(Class<B> type) {
    if (body.length == 0) {
      throw Refused.invalid(HttpWording.BODY_MISSING.of());
    }
    return Json.read(body, type);
  }
}
