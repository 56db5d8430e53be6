package dev.millrace.cli.server;

import dev.millrace.agent.worker.Leftovers;
import dev.millrace.agent.worker.WorkerSettings;
import dev.millrace.cli.local.HostMachines;
import dev.millrace.cli.logging.ServerLog;
import dev.millrace.cli.session.ExitCode;
import dev.millrace.cli.session.Session;
import dev.millrace.cli.terminal.Line;
import dev.millrace.cli.terminal.Signals;
import dev.millrace.cli.terminal.Style;
import dev.millrace.protocol.WorkerEndpoint;
import dev.millrace.server.LocalMachines;
import dev.millrace.server.MillraceServer;
import dev.millrace.server.StateFolderInUse;
import dev.millrace.server.configuration.InvalidSettings;
import dev.millrace.server.configuration.ServerSettings;
import dev.millrace.server.configuration.Setting;
import dev.millrace.server.trials.Halting;
import dev.millrace.server.trials.MovedClock;
import dev.millrace.wording.Sentence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Starts the server and waits until it is told to stop. */
public final class ServerCommand {
  /** The file that is read if none is named; in the data folder. */
  private static final String USUAL_FILE = "server.properties";

  private final Session session;

  public ServerCommand(Session session) {
    this.session = session;
  }

  /**
   * Runs until SIGINT or SIGTERM.
   *
   * @param flags settings by their keys
   * @param file empty: {@value #USUAL_FILE} of the data folder, if it is there
   */
  public ExitCode run(Map<String, String> flags, Optional<String> file) {
    Path usual = session.stateFolder().resolve("server");
    ServerSettings settings;
    try {
      settings =
          ServerSettings.read(
              flags,
              session.environment(),
              file.map(session.folder()::resolve).or(() -> usualFile(flags, usual)),
              usual,
              session.folder());
    } catch (InvalidSettings invalid) {
      for (Sentence reason : invalid.reasons()) {
        session.complain("server.invalid", reason.in(session.texts().language()));
      }
      return ExitCode.INVALID;
    }
    ServerLog.to(System.err, settings.log());
    return run(settings);
  }

  private Optional<Path> usualFile(Map<String, String> flags, Path usual) {
    String told =
        flags.getOrDefault(
            Setting.DATA.key(), session.environment().getOrDefault(Setting.DATA.variable(), ""));
    Path data = told.isEmpty() ? usual : session.folder().resolve(told);
    return Optional.of(data.resolve(USUAL_FILE)).filter(Files::exists);
  }

  private ExitCode run(ServerSettings settings) {
    var stop = new CountDownLatch(1);
    List<Optional<Signals.Handling>> handlings =
        Stream.of("INT", "TERM").map(name -> Signals.handle(name, stop::countDown)).toList();
    try (var server =
        MillraceServer.start(
            settings,
            MovedClock.asked(session.environment(), session.clock()),
            endpoint -> machines(endpoint, settings),
            Halting.asked(session.environment()))) {
      welcome(server, settings);
      stop.await();
      say("server.stopping");
    } catch (StateFolderInUse used) {
      session.complain("server.in-use", settings.data());
      return ExitCode.INVALID;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    } finally {
      handlings.forEach(handling -> handling.ifPresent(Signals.Handling::close));
    }
    say("server.stopped");
    return ExitCode.SUCCESS;
  }

  private LocalMachines machines(WorkerEndpoint endpoint, ServerSettings settings) {
    var worker =
        WorkerSettings.in(settings.data().resolve("workspaces"))
            .withTemporaryFolder(settings.data().resolve("workers"))
            .withKeptOut(List.of(settings.data()))
            .withLanguage(session.texts().language());
    // What a killed process left running must not go on beside the next execution.
    var _ = Leftovers.sweep(worker);
    return settings.embeddedJobs().isPresent()
        ? new HostMachines(endpoint, worker, session.clock(), settings.embeddedJobs().getAsInt())
        : LocalMachines.NONE;
  }

  private void welcome(MillraceServer server, ServerSettings settings) {
    say("server.ready", server.url(), settings.data());
    server.setupCode().ifPresent(code -> say("server.setup", code, server.url()));
    session.console().flush();
  }

  private void say(String key, Object... pieces) {
    session
        .texts()
        .get(key, pieces)
        .lines()
        .forEach(line -> session.console().print(Line.of(Style.PLAIN, line)));
    session.console().flush();
  }
}
