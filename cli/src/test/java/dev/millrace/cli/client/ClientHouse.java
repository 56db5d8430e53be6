package dev.millrace.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.cli.arguments.Syntax;
import dev.millrace.cli.session.ExitCode;
import dev.millrace.cli.session.Session;
import dev.millrace.cli.terminal.Console;
import dev.millrace.cli.text.Texts;
import dev.millrace.server.LocalMachines;
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
import java.util.Optional;

/** A real server on a free port, and the commands of somebody who has no terminal. */
final class ClientHouse implements AutoCloseable {
  static final String PASSWORD = "four wet horses";

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
            _ -> LocalMachines.NONE);
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
    ExitCode exit =
        commands.run(new Syntax(ClientSyntax.COMMANDS, List.of()).parse(List.of(arguments)));
    console.flush();
    return new End(exit, out.toString(UTF_8), err.toString(UTF_8));
  }

  @Override
  public void close() {
    server.close();
  }
}
