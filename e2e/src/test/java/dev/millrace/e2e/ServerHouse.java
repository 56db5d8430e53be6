package dev.millrace.e2e;

import dev.millrace.testkit.postgres.PostgresServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server of this repository, started again and again over what it left. None outlives the house,
 * nor does what its tasks started.
 */
final class ServerHouse implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("ready at (http://\\S+) ");
  private static final Pattern CODE = Pattern.compile("setup code (\\S+)");

  private final Millrace millrace;
  private final List<String> arguments = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private final List<Life> lives = new ArrayList<>();
  final Api api = new Api();

  /** Over a file in the data folder. */
  ServerHouse(Path folder, Path data) {
    this.millrace = new Millrace(folder.resolve("state"), folder);
    arguments.addAll(List.of("server", "--data", data.toString(), "--port", "0"));
    arguments.addAll(List.of("--set", "agent.jobs=4"));
  }

  /** Over a database that is there. */
  ServerHouse on(PostgresServer postgres, String database) {
    arguments.addAll(List.of("--set", "database.url=" + postgres.url(database)));
    arguments.addAll(List.of("--set", "database.user=" + PostgresServer.USER));
    return with("MILLRACE_SERVER_DATABASE_PASSWORD", postgres.password());
  }

  /** With a variable of its environment. */
  ServerHouse with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Starts it; it may end before it is ready. */
  Life begin(Map<String, String> more) {
    var all = new HashMap<>(environment);
    all.putAll(more);
    var life = new Life(millrace.startedWith(all, arguments.toArray(String[]::new)), api);
    lives.add(life);
    return life;
  }

  @Override
  public void close() {
    for (Life life : lives) {
      life.process.process().descendants().forEach(ProcessHandle::destroyForcibly);
      life.process.process().destroyForcibly();
    }
  }

  /** Starts it and waits until it is ready. */
  Life start() {
    Life life = begin(Map.of());
    life.awaitReady("Ctrl-C stops it");
    return life;
  }

  /** The first start of all. */
  Life first() {
    Life life = begin(Map.of());
    life.awaitReady("curl");
    api.setUp(life.found(CODE));
    return life;
  }

  /** From a start to an end. */
  static final class Life {
    private final Millrace.Started process;
    private final Api api;
    private Optional<Thread> listener = Optional.empty();

    private Life(Millrace.Started process, Api api) {
      this.process = process;
      this.api = api;
    }

    private void awaitReady(String lastWords) {
      process.awaitOutput(lastWords);
      api.isAt(Optional.of(URI.create(found(READY))));
    }

    /** Lets clients know where it is, if it comes to that. */
    void listen() {
      listener =
          Optional.of(
              Thread.ofVirtual()
                  .start(() -> {
                    if (process.says("Ctrl-C stops it")) {
                      api.isAt(Optional.of(URI.create(found(READY))));
                    }
                  }));
    }

    private String found(Pattern pattern) {
      Matcher matcher = pattern.matcher(process.read());
      if (!matcher.find()) {
        throw new AssertionError(process.read().toString());
      }
      return matcher.group(1);
    }

    long processId() {
      return process.process().pid();
    }

    /** Waits until clients know where it is, or it has ended. */
    void awaitReady() {
      try {
        listener.orElseThrow().join();
      } catch (InterruptedException stop) {
        throw new IllegalStateException(stop);
      }
    }

    /** Whether it has ended by itself within that time. */
    boolean endsWithin(long millis) {
      try {
        return process.process().waitFor(millis, TimeUnit.MILLISECONDS);
      } catch (InterruptedException stop) {
        throw new IllegalStateException(stop);
      }
    }

    /** {@code kill -9}. */
    void kill() {
      process.process().destroyForcibly();
      over();
    }

    /** Waits for its end. */
    void over() {
      process.process().onExit().join();
      if (listener.isPresent()) {
        awaitReady();
      }
      api.isAt(Optional.empty());
    }

    /** As an operator stops it. */
    Millrace.End stop() {
      api.isAt(Optional.empty());
      return process.signal("TERM").end();
    }
  }
}
