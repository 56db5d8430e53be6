package dev.millrace.cli;

import dev.millrace.cli.arguments.Command;
import dev.millrace.cli.arguments.HelpPage;
import dev.millrace.cli.arguments.Invocation;
import dev.millrace.cli.arguments.UsageError;
import dev.millrace.cli.builds.BuildCommands;
import dev.millrace.cli.client.ClientCommands;
import dev.millrace.cli.pipelines.ConvertCommand;
import dev.millrace.cli.pipelines.ExplainCommand;
import dev.millrace.cli.pipelines.ValidateCommand;
import dev.millrace.cli.questions.Keyboard;
import dev.millrace.cli.run.RunCommand;
import dev.millrace.cli.run.RunOptions;
import dev.millrace.cli.server.ServerCommand;
import dev.millrace.cli.server.ServerFlags;
import dev.millrace.cli.session.ExitCode;
import dev.millrace.cli.session.Session;
import dev.millrace.cli.terminal.Console;
import dev.millrace.cli.terminal.Line;
import dev.millrace.cli.terminal.Style;
import dev.millrace.cli.text.Texts;
import dev.millrace.protocol.EndpointUnavailable;
import dev.millrace.server.database.StoreUnavailable;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Entry point of the {@code millrace} command. */
public final class Millrace {
  private static final int USUALLY_LISTED = 20;
  private static final int MAX_LISTED = 1_000;

  private final Session session;

  private Millrace(Session session) {
    this.session = session;
  }

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Map<String, String> environment = System.getenv();
    Texts texts = Texts.of(Texts.localeOf(environment));
    Console plain = console(Console.Colours.AUTO);
    var session =
        new Session(
            plain, texts, InstantSource.system(), Path.of("").toAbsolutePath(), environment);
    ExitCode code = new Millrace(session).run(List.of(arguments));
    // Threads of ours may be busy ending; the exit code is decided, so don't wait for them.
    Runtime.getRuntime().exit(code.code());
  }

  private static Console console(Console.Colours colours) {
    return Console.ofProcess(System.getProperty("millrace.terminals", ""), colours);
  }

  /** A person can be asked where both what is typed and what is shown are a terminal's. */
  private static Optional<Keyboard> keyboard() {
    List<String> terminals = List.of(System.getProperty("millrace.terminals", "").split(","));
    return terminals.containsAll(List.of("in", "out"))
        ? Optional.of(new Keyboard(new InputStreamReader(System.in, Charset.defaultCharset())))
        : Optional.empty();
  }

  /** What a person types where nobody sees it; empty: there is no person. */
  private static Optional<String> secret(String prompt) {
    return Optional.ofNullable(System.console())
        .filter(java.io.Console::isTerminal)
        .flatMap(terminal -> Optional.ofNullable(terminal.readPassword("%s", prompt)))
        .map(String::new);
  }

  private ExitCode run(List<String> arguments) {
    try {
      Invocation invocation = Commands.SYNTAX.parse(arguments);
      return new Millrace(adapted(invocation)).run(invocation);
    } catch (UsageError error) {
      session.complain(error.key(), error.arguments());
      error
          .suggestion()
          .ifPresent(guess ->
              session
                  .console()
                  .printError(Line.of(session.texts().get("usage.suggestion", guess))));
      session.console().printError(Line.of(Style.FAINT, session.texts().get("usage.see-help")));
      return ExitCode.INVALID;
    } catch (UncheckedIOException | StoreUnavailable | EndpointUnavailable fault) {
      session.complain("fault.operating", String.valueOf(fault.getMessage()));
      return ExitCode.OUR_FAULT;
    } catch (RuntimeException bug) {
      LoggerFactory.getLogger(Millrace.class).atError().setCause(bug).log("a command broke");
      session.complain("fault.bug", bug, session.stateFolder().resolve("millrace.log"));
      return ExitCode.OUR_FAULT;
    } finally {
      session.console().flush();
    }
  }

  /** The session in the language and colours that the command line asks for. */
  private Session adapted(Invocation invocation) {
    Texts texts =
        invocation
            .value("lang")
            .map(name -> Texts.of(Texts.localeOf(name)))
            .orElse(session.texts());
    Optional<Console.Colours> colours = invocation.value("color").map(Millrace::colours);
    return new Session(
        colours.map(Millrace::console).orElse(session.console()),
        texts,
        session.clock(),
        session.folder(),
        session.environment());
  }

  private static Console.Colours colours(String given) {
    return switch (given.toLowerCase(Locale.ROOT)) {
      case "auto" -> Console.Colours.AUTO;
      case "always" -> Console.Colours.ALWAYS;
      case "never" -> Console.Colours.NEVER;
      default ->
          throw new UsageError(
              "usage.bad-value", Optional.empty(), "--color", given, "auto, always, never");
    };
  }

  private static ConvertCommand.Format format(Optional<String> given) {
    return switch (given.orElse("").toLowerCase(Locale.ROOT)) {
      case "yaml" -> ConvertCommand.Format.YAML;
      case "json" -> ConvertCommand.Format.JSON;
      default ->
          throw new UsageError(
              "usage.bad-value", Optional.empty(), "--to", given.orElse(""), "yaml, json");
    };
  }

  private ExitCode run(Invocation invocation) {
    try {
      return dispatch(invocation);
    } finally {
      session.console().flush();
    }
  }

  private ExitCode dispatch(Invocation invocation) {
    if (invocation.has("version")) {
      String version = Millrace.class.getPackage().getImplementationVersion();
      session.console().print(Line.of("millrace " + (version == null ? "unpackaged" : version)));
      return ExitCode.SUCCESS;
    }
    Optional<Command> command = invocation.command();
    if (command.isEmpty() || invocation.has("help")) {
      var help = new HelpPage(Commands.SYNTAX, session.texts());
      session.console().print(command.map(help::of).orElseGet(() -> help.of(invocation.group())));
      return command.isPresent() || invocation.has("help") || invocation.group().isEmpty()
          ? ExitCode.SUCCESS
          : ExitCode.INVALID;
    }
    var ofServers = new ClientCommands(session, System.in, Millrace::secret);
    if (command.get().path().startsWith("build ") && ClientCommands.areMeant(invocation, session)) {
      return ofServers.run(invocation);
    }
    return switch (command.get().path()) {
      case Commands.RUN -> new RunCommand(session, RunOptions.of(invocation), keyboard()).run();
      case Commands.SERVER ->
          new ServerCommand(session).run(ServerFlags.of(invocation), invocation.value("config"));
      case Commands.BUILD_LIST ->
          new BuildCommands(session)
              .list(
                  invocation
                      .value("limit")
                      .map(text -> RunOptions.number("--limit", text, MAX_LISTED))
                      .orElse(USUALLY_LISTED),
                  invocation.has("json"));
      case Commands.BUILD_SHOW ->
          new BuildCommands(session)
              .show(invocation.operands().stream().findFirst(), invocation.has("json"));
      case Commands.BUILD_WHY ->
          new BuildCommands(session)
              .why(invocation.operands().stream().findFirst(), invocation.has("json"));
      case Commands.BUILD_LOGS ->
          new BuildCommands(session)
              .logs(invocation.operands().stream().findFirst(), invocation.values("job"));
      case Commands.EXPLAIN -> new ExplainCommand(session).run(invocation.operands().getFirst());
      case Commands.CONVERT ->
          new ConvertCommand(session)
              .run(invocation.operands().getFirst(), format(invocation.value("to")));
      case Commands.VALIDATE -> new ValidateCommand(session).run(invocation.operands());
      default -> ofServers.run(invocation);
    };
  }
}
