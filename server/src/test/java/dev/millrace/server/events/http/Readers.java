package dev.millrace.server.events.http;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.AccessLimits;
import dev.millrace.server.access.AccessStore;
import dev.millrace.server.access.Actor;
import dev.millrace.server.access.Doors;
import dev.millrace.server.access.HashCost;
import dev.millrace.server.access.Memberships;
import dev.millrace.server.access.PasswordCheck;
import dev.millrace.server.access.PasswordHashing;
import dev.millrace.server.access.Principal;
import dev.millrace.server.access.Role;
import dev.millrace.server.access.Secret;
import dev.millrace.server.access.Secrets;
import dev.millrace.server.access.SessionSettings;
import dev.millrace.server.access.Sessions;
import dev.millrace.server.access.SignIn;
import dev.millrace.server.access.Throttle;
import dev.millrace.server.access.User;
import dev.millrace.server.access.UserId;
import dev.millrace.server.access.Users;
import dev.millrace.server.access.memory.MemoryAccess;
import dev.millrace.server.events.LiveEvents;
import dev.millrace.server.http.HttpServer;
import dev.millrace.server.http.HttpSettings;
import dev.millrace.server.http.Surroundings;
import dev.millrace.server.http.idempotency.MemoryKeptAnswers;
import dev.millrace.testkit.VirtualClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The streams over real HTTP, and people who read them: ada is administrator of the server, bob a
 * viewer of the projects alpha and beta.
 */
final class Readers implements AutoCloseable {
  static final ProjectId ALPHA = new ProjectId("alpha");
  static final ProjectId BETA = new ProjectId("beta");
  static final UserId ADA = new UserId("ada");
  static final UserId BOB = new UserId("bob");
  private static final Secret PASSWORD = new Secret("four wet horses");

  final VirtualClock clock = new VirtualClock();
  final LiveEvents events = new LiveEvents(clock);
  private final AccessStore store = new MemoryAccess();
  private final SecureRandom random = new SecureRandom();
  private final Doors doors = new Doors(store, clock);
  private final PasswordHashing hashing = new PasswordHashing(new HashCost(64, 1, 1), random);
  final Memberships memberships = new Memberships(store, AccessLimits.STANDARD, doors, clock);
  private final Sessions sessions = new Sessions(store, doors, clock);
  private final HttpServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  Readers(StreamSettings settings) {
    var users = new Users(store, hashing, AccessLimits.STANDARD, doors, clock);
    create(users, ADA, User.Details.named("Ada").administrator());
    create(users, BOB, User.Details.named("Bob"));
    join(ALPHA);
    join(BETA);
    this.server =
        HttpServer.start(
            HttpSettings.local(0),
            new EventRoutes(events, doors, clock, settings).routes(),
            new Surroundings(doors, new MemoryKeptAnswers(), List.of(), (_, _, _) -> {}, clock));
  }

  private static void create(Users users, UserId id, User.Details details) {
    var _ = users.create(Actor.SYSTEM, id.value(), details, Optional.of(PASSWORD));
  }

  private void join(ProjectId project) {
    var _ = memberships.put(Actor.SYSTEM, project, BOB, Role.VIEWER, Optional.empty());
  }

  /** The secret of a new session. */
  Secret session(UserId user) {
    var check =
        new PasswordCheck(
            store,
            hashing,
            clock,
            new Throttle(Throttle.Rule.STANDARD),
            new Throttle(Throttle.Rule.STANDARD));
    var terms = new SignIn.Terms(SessionSettings.STANDARD, AccessLimits.STANDARD, doors, clock);
    return new SignIn(store, check, hashing, new Secrets(random), terms)
        .signIn(
            new SignIn.Shown(user, PASSWORD, Optional.empty(), Optional.of("a browser")),
            Actor.SYSTEM)
        .secret();
  }

  /** Ends a session, as its user may. */
  void end(Secret session) {
    Principal who = doors.bySession(session).orElseThrow();
    var actor = new Actor(Optional.of(who), Optional.empty(), Optional.empty());
    sessions.end(actor, who.session().orElseThrow());
  }

  /** Begins to read a stream, in a new session. */
  Reader read(UserId user, String path) {
    return read(session(user), path, Optional.empty());
  }

  Reader read(Secret session, String path, Optional<String> lastId) {
    HttpResponse<java.io.InputStream> response = send(session, path, lastId);
    if (response.statusCode() != 200) {
      throw new AssertionError(path + " answered " + response.statusCode());
    }
    return new Reader(response);
  }

  /** The status with which a stream is refused. */
  int status(Optional<Secret> session, String path) {
    HttpRequest.Builder request = request(path);
    session.ifPresent(secret -> request.header("Cookie", "millrace_session=" + secret.reveal()));
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stop) {
      throw new AssertionError(stop);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port()).resolve(path));
  }

  private HttpResponse<java.io.InputStream> send(
      Secret session, String path, Optional<String> lastId) {
    HttpRequest.Builder request = request(path);
    request.header("Cookie", "millrace_session=" + session.reveal());
    lastId.ifPresent(id -> request.header("Last-Event-ID", id));
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stop) {
      throw new AssertionError(stop);
    }
  }

  /** What was told at once: an event with data. */
  record Message(Optional<String> name, String data) {}

  /** Reads one stream as a browser does. Closing it breaks it off. */
  static final class Reader implements AutoCloseable {
    private final BufferedReader lines;
    private final HttpResponse<?> response;
    Optional<String> lastId = Optional.empty();
    int comments;

    Reader(HttpResponse<java.io.InputStream> response) {
      this.response = response;
      this.lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** Blocks for the next message; empty: the stream has ended. */
    Optional<Message> next() {
      Optional<String> name = Optional.empty();
      String data = "";
      for (Optional<String> line = line(); line.isPresent(); line = line()) {
        if (line.get().startsWith("event: ")) {
          name = Optional.of(line.get().substring(7));
        } else if (line.get().startsWith("data: ")) {
          data = line.get().substring(6);
        } else if (line.get().isEmpty() && !data.isEmpty()) {
          return Optional.of(new Message(name, data));
        }
      }
      return Optional.empty();
    }

    /** Blocks for the next line; empty: the stream has ended. */
    Optional<String> line() {
      try {
        Optional<String> line = Optional.ofNullable(lines.readLine());
        comments += line.filter(text -> text.startsWith(":")).isPresent() ? 1 : 0;
        lastId =
            line.filter(text -> text.startsWith("id: "))
                .map(text -> text.substring(4))
                .or(() -> lastId);
        return line;
      } catch (IOException brokenOff) {
        throw new UncheckedIOException(brokenOff);
      }
    }

    @Override
    public void close() {
      try {
        lines.close();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  /** Streams end first, as the server waits for them. */
  @Override
  public void close() {
    events.close();
    server.close();
    http.shutdownNow();
  }

  static StreamSettings quick() {
    return new StreamSettings(Duration.ofMillis(50), Duration.ofSeconds(2), 1_000, 1_000);
  }
}
