package dev.millrace.server.events.http;

import dev.millrace.engine.state.ProjectId;
import dev.millrace.server.access.Actor;
import dev.millrace.server.access.Memberships;
import dev.millrace.server.access.Principal;
import dev.millrace.server.access.Role;
import dev.millrace.server.access.Secret;
import dev.millrace.server.access.SignIn;
import dev.millrace.server.access.UserId;
import dev.millrace.server.events.LiveEvents;
import dev.millrace.server.http.testing.ApiClient;
import dev.millrace.server.http.testing.ApiHouse;
import dev.millrace.server.http.testing.People;
import dev.millrace.testkit.VirtualClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * The streams over real HTTP, and people who read them: ada is administrator of the server, the
 * viewer one of the projects alpha and beta.
 */
final class Readers implements AutoCloseable {
  static final ProjectId ALPHA = People.ALPHA;
  static final ProjectId BETA = People.BETA;
  static final UserId ADA = People.ADA;
  static final UserId BOB = People.VIEWER;

  private final People people = new People();
  final VirtualClock clock = people.clock;
  final LiveEvents events = new LiveEvents(clock);
  final Memberships memberships = people.memberships;
  private final ApiHouse house;

  Readers(StreamSettings settings) {
    people.join(BETA, BOB, Role.VIEWER);
    this.house =
        ApiHouse.open(people, new EventRoutes(events, people.doors, clock, settings).routes());
  }

  /** The secret of a new session. */
  Secret session(UserId user) {
    var shown = new SignIn.Shown(user, People.PASSWORD, Optional.empty(), Optional.of("a browser"));
    return people.signIn.signIn(shown, Actor.SYSTEM).secret();
  }

  /** Ends a session, as its user may. */
  void end(Secret session) {
    Principal who = people.doors.bySession(session).orElseThrow();
    var actor = new Actor(Optional.of(who), Optional.empty(), Optional.empty());
    people.sessions.end(actor, who.session().orElseThrow());
  }

  /** Begins to read a stream, in a new session. */
  Reader read(UserId user, String path) {
    return read(session(user), path, Optional.empty());
  }

  Reader read(Secret session, String path, Optional<String> lastId) {
    ApiClient plain = house.withSession(session);
    ApiClient client = lastId.map(id -> plain.with("Last-Event-ID", id)).orElse(plain);
    try {
      HttpResponse<InputStream> response =
          client
              .http()
              .send(
                  client.request("GET", path, BodyPublishers.noBody()),
                  HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        throw new AssertionError(path + " answered " + response.statusCode());
      }
      return new Reader(response);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stop) {
      throw new AssertionError(stop);
    }
  }

  /** The status with which a stream is refused. */
  int status(Optional<Secret> session, String path) {
    return session.map(house::withSession).orElseGet(house::stranger).get(path).status();
  }

  /** What was told at once: an event with data. */
  record Message(Optional<String> name, String data) {}

  /** Reads one stream as a browser does. Closing it breaks it off. */
  static final class Reader implements AutoCloseable {
    private final BufferedReader lines;
    private final HttpResponse<?> response;
    Optional<String> lastId = Optional.empty();
    int comments;

    Reader(HttpResponse<InputStream> response) {
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
    house.close();
  }

  static StreamSettings quick() {
    return new StreamSettings(Duration.ofMillis(50), Duration.ofSeconds(2), 1_000, 1_000);
  }
}
