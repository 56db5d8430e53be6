package dev.millrace.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.cli.arguments.Invocation;
import dev.millrace.cli.session.ExitCode;
import dev.millrace.cli.session.Session;
import dev.millrace.cli.terminal.Line;
import dev.millrace.cli.terminal.SafeText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Who somebody is at a server: the first administrator, logging in and out. */
final class AccountCommands {
  /** How long a login lasts. */
  static final Duration LIFE = Duration.ofDays(90);

  private static final String SESSION = "/api/v1/session";

  private final Session session;
  private final KnownServers servers;
  private final BufferedReader input;
  private final Function<String, Optional<String>> asking;

  /** {@code asking} asks for a secret on the terminal; empty: nobody can be asked. */
  AccountCommands(
      Session session,
      KnownServers servers,
      InputStream input,
      Function<String, Optional<String>> asking) {
    this.session = session;
    this.servers = servers;
    this.input = new BufferedReader(new InputStreamReader(input, UTF_8));
    this.asking = asking;
  }

  /** {@code setup}: makes the first administrator and logs in. */
  ExitCode setUp(Invocation invocation) {
    URI url = Target.url(invocation.operands().getFirst());
    String code = secret(invocation, "client.ask-code");
    String password = secret(invocation, "client.ask-new-password");
    var body = Map.of("code", code, "user", user(invocation), "password", password);
    return enter(invocation, url, "/api/v1/setup", body);
  }

  /** {@code login}: keeps a token, a new one or the one given. */
  ExitCode login(Invocation invocation) {
    URI url = Target.url(invocation.operands().getFirst());
    if (!invocation.has("token-stdin")) {
      var body =
          Map.of("user", user(invocation), "password", secret(invocation, "client.ask-password"));
      return enter(invocation, url, SESSION, body);
    }
    String token = typed();
    JsonNode who = api(url, Optional.of(token)).get(SESSION);
    return keep(invocation, url, token, who.path("user").path("id").asString(""));
  }

  /** Signs in, has a token made, and signs out: what is kept is the token. */
  private ExitCode enter(Invocation invocation, URI url, String by, Map<String, String> body) {
    Api api = api(url, Optional.empty());
    Api.Answer entered = api.secretly("POST", by, body);
    String cookie = entered.response().headers().firstValue("Set-Cookie").orElse("");
    String[] proof = {
      "Cookie",
      cookie.replaceFirst(";.*", ""),
      "X-CSRF-Token",
      entered.json().path("csrfToken").asString("")
    };
    var now = session.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    var wanted = Map.of("name", "millrace " + now, "expiresAt", now.plus(LIFE).toString());
    JsonNode made = api.secretly("POST", "/api/v1/me/tokens", wanted, proof).json();
    var _ = api.secretly("DELETE", SESSION, Map.of(), proof);
    return keep(
        invocation,
        url,
        made.path("secret").asString(""),
        entered.json().path("user").path("id").asString(""));
  }

  private ExitCode keep(Invocation invocation, URI url, String token, String user) {
    String name = invocation.value("name").orElse(url.getAuthority());
    KnownServers.Known before = servers.all().get(name);
    Optional<String> project = before == null ? Optional.empty() : before.project();
    servers.keep(name, new KnownServers.Known(url.toString(), token, user, project));
    say("client.logged-in", url, SafeText.plain(user), name);
    return ExitCode.SUCCESS;
  }

  /** {@code logout}: the token is good for nothing any more, here and at the server. */
  ExitCode logout(Invocation invocation) {
    String name =
        invocation
            .value("server")
            .or(servers::current)
            .orElseThrow(() -> ClientError.wrong("client.no-server"));
    KnownServers.Known known = servers.all().get(name);
    if (known == null) {
      throw ClientError.wrong(
          "client.unknown-server", name, String.join(", ", servers.all().keySet()));
    }
    try {
      var _ =
          api(Target.url(known.url()), Optional.of(known.token()))
              .secretly("DELETE", SESSION, Map.of());
    } catch (ClientError refused) {
      // A token that has ended already needs no end.
      if (refused.status() != 401) {
        throw refused;
      }
    }
    servers.forget(name);
    say("client.logged-out", name);
    return ExitCode.SUCCESS;
  }

  private String user(Invocation invocation) {
    return invocation.value("user").orElseGet(session::user);
  }

  /** Typed by a person, unseen, or the next line of the input where the options say so. */
  private String secret(Invocation invocation, String prompt) {
    if (invocation.has("password-stdin")) {
      return typed();
    }
    return asking
        .apply(session.texts().get(prompt) + ": ")
        .orElseThrow(() -> ClientError.wrong("client.nobody-to-ask"));
  }

  private String typed() {
    try {
      String line = input.readLine();
      if (line == null || line.isBlank()) {
        throw ClientError.wrong("client.input-ended");
      }
      return line.strip();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Api api(URI url, Optional<String> token) {
    return new Api(url, token, session.texts().locale().toLanguageTag());
  }

  private void say(String key, Object... pieces) {
    session.console().print(Line.of(session.texts().get(key, pieces)));
  }
}
