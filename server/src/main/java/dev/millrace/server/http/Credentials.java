package dev.millrace.server.http;

import dev.millrace.server.access.Doors;
import dev.millrace.server.access.Principal;
import dev.millrace.server.access.Secret;
import io.javalin.http.Context;
import java.util.Optional;

/**
 * What a request shows to prove who sends it. A token in the header goes before a cookie: then a
 * wrong token is a wrong token, whatever else is there.
 */
record Credentials(Optional<Secret> token, Optional<Secret> session) {
  private static final String BEARER = "bearer ";

  static Credentials of(Context context, SessionCookie cookie) {
    Optional<String> header = Optional.ofNullable(context.header("Authorization"));
    Optional<Secret> token =
        header
            .filter(text -> text.regionMatches(true, 0, BEARER, 0, BEARER.length()))
            .map(text -> new Secret(text.substring(BEARER.length()).strip()));
    Optional<Secret> session =
        header.isPresent()
            ? Optional.empty()
            : Optional.ofNullable(context.cookie(cookie.name())).map(Secret::new);
    return new Credentials(token, session);
  }

  Optional<Principal> principal(Doors doors) {
    return token.isPresent() ? token.flatMap(doors::byToken) : session.flatMap(doors::bySession);
  }
}
