package dev.millrace.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.agent.worker.WorkerSettings;
import dev.millrace.cli.arguments.Command;
import dev.millrace.cli.arguments.Option;
import dev.millrace.cli.arguments.Syntax;
import dev.millrace.cli.local.HostMachines;
import dev.millrace.cli.session.ExitCode;
import dev.millrace.cli.session.Session;
import dev.millrace.cli.terminal.Console;
import dev.millrace.cli.text.Texts;
import dev.millrace.server.MillraceServer;
import dev.millrace.server.configuration.ServerSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A real server on a free port, and the commands of somebody who has no terminal. */
final class ClientHouse implements AutoCloseable {
  static final String PASSWORD = "four wet horses";

  /** With those that could be about this machine too. */
  private static final Syntax SYNTAX =
      new Syntax(
          Stream.concat(
                  ClientSyntax.COMMANDS.stream(),
                  Stream.of("build list", "build show", "build why", "build logs")
                      .map(path ->
                          new Command(
                              path,
                              "[BUILD]",
                              0,
                              1,
                              List.of(Option.flag("follow").orLetter('f'), Option.flag("json")))))
              .toList(),
          List.of());

  final MillraceServer server;
  final Path folder;
  final Map<String, String> environment = new HashMap<>();

  /** What a command said and how it ended. */
  record End(ExitCode exit, String output, String errors) {}

  ClientHouse(Path folder) {
    this.folder = folder;
    Path data = folder.resolve("data");
    this.server =
        MillraceServer.start(
            ServerSettings.read(Map.of("http.port", "0"), Map.of(), Optional.empty(), data, data),
            InstantSource.system(),
            endpoint ->
                new HostMachines(
                    endpoint,
                    WorkerSettings.in(data.resolve("workspaces"))
                        .withTemporaryFolder(data.resolve("workers")),
                    InstantSource.system(),
                    2));
    environment.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
  }

  /** With the first administrator logged in, and a project that is meant. */
  ClientHouse ready() {
    String secrets = server.setupCode().orElseThrow() + "\n" + PASSWORD + "\n";
    typing(
        secrets,
        "setup",
        server.url().toString(),
        "--user",
        "ada",
        "--name",
        "home",
        "--password-stdin");
    run("project", "create", "apples");
    run("project", "use", "apples");
    return this;
  }

  KnownServers known() {
    return new KnownServers(KnownServers.file(folder, environment));
  }

  /** That of the first login. */
  String token() {
    return Objects.requireNonNull(known().all().get("home")).token();
  }

  End run(String... arguments) {
    return typing("", arguments);
  }

  End typing(String input, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var console = new Console(out, err, false, false, Map.of(), Console.Colours.NEVER);
    var session =
        new Session(console, Texts.of(Locale.ENGLISH), InstantSource.system(), folder, environment);
    var commands =
        new ClientCommands(
            session, new ByteArrayInputStream(input.getBytes(UTF_8)), _ -> Optional.empty());
    ExitCode exit = commands.run(SYNTAX.parse(List.of(arguments)));
    console.flush();
    return new End(exit, out.toString(UTF_8), err.toString(UTF_8));
  }

  @Override
  public void close() {
    server.close();
  }
}
