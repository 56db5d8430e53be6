package dev.millrace.cli.client;

import dev.millrace.cli.arguments.Invocation;
import dev.millrace.cli.session.ExitCode;
import dev.millrace.cli.session.Session;
import dev.millrace.cli.terminal.Line;
import dev.millrace.cli.terminal.SafeText;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Runs the commands of {@link ClientSyntax}. */
public final class ClientCommands {
  private final Session session;
  private final InputStream input;
  private final Function<String, Optional<String>> asking;
  private final KnownServers servers;

  /** {@code asking} asks for a secret on the terminal; empty: nobody can be asked. */
  public ClientCommands(
      Session session, InputStream input, Function<String, Optional<String>> asking) {
    this.session = session;
    this.input = input;
    this.asking = asking;
    this.servers = new KnownServers(KnownServers.file(session.folder(), session.environment()));
  }

  /** Whether a command that could be about this machine is about a server. */
  public static boolean areMeant(Invocation invocation, Session session) {
    return Target.isMeant(invocation, session.environment());
  }

  /** Runs a command; what can't be done is said on the error output. */
  public ExitCode run(Invocation invocation) {
    try {
      return dispatch(invocation);
    } catch (ClientError error) {
      Object[] harmless =
          Arrays.stream(error.arguments())
              .map(each -> SafeText.plain(String.valueOf(each)))
              .toArray();
      session.complain(error.key(), harmless);
      error
          .details()
          .forEach(each -> session.console().printError(Line.of("  " + SafeText.plain(each))));
      return error.exit();
    }
  }

  private ExitCode dispatch(Invocation invocation) {
    String command = invocation.command().orElseThrow().path();
    var account = new AccountCommands(session, servers, input, asking);
    return switch (command) {
      case "setup" -> account.setUp(invocation);
      case "login" -> account.login(invocation);
      case "logout" -> account.logout(invocation);
      default -> {
        Target target = Target.of(invocation, session.environment(), servers);
        var api = new Api(target.url(), target.token(), session.texts().locale().toLanguageTag());
        yield asking(invocation, command, target, api);
      }
    };
  }

  private ExitCode asking(Invocation invocation, String command, Target target, Api api) {
    var printing = new Printing(session, invocation.has("json"));
    if (command.startsWith("project ")) {
      var projects = new ProjectCommands(api, printing);
      return switch (command) {
        case "project list" -> projects.list();
        case "project create" -> projects.create(invocation);
        case "project use" -> projects.use(invocation, target, servers);
        default -> throw new IllegalStateException("no command " + command);
      };
    }
    String project = target.requireProject();
    var builds = new RemoteBuildCommands(session, api, project, printing);
    return command.startsWith("build ")
        ? ofBuilds(invocation, command, builds)
        : ofPipelines(
            invocation, command, new PipelineCommands(session, api, project, printing), builds);
  }

  private static ExitCode ofBuilds(
      Invocation invocation, String command, RemoteBuildCommands builds) {
    return switch (command) {
      case "build list" -> builds.list(invocation);
      case "build show" -> builds.show(invocation);
      case "build why" -> builds.why(invocation);
      case "build logs" -> builds.logs(invocation);
      case "build watch" -> builds.watch(invocation);
      case "build stop" -> builds.stop(invocation);
      case "build retry" -> builds.retry(invocation);
      case "build restart" -> builds.restart(invocation);
      case "build skip" -> builds.skip(invocation);
      case "build approve" -> builds.answer(invocation, Question.Kind.APPROVE);
      case "build reject" -> builds.answer(invocation, Question.Kind.REJECT);
      case "build continue" -> builds.answer(invocation, Question.Kind.CONTINUE);
      case "build remark" -> builds.remark(invocation);
      default -> throw new IllegalStateException("no command " + command);
    };
  }

  private static ExitCode ofPipelines(
      Invocation invocation,
      String command,
      PipelineCommands pipelines,
      RemoteBuildCommands builds) {
    return switch (command) {
      case "pipeline list" -> pipelines.list(invocation.has("deleted"));
      case "pipeline show" -> pipelines.show(invocation.operands().getFirst());
      case "pipeline create" -> pipelines.create(invocation);
      case "pipeline import" -> pipelines.importFile(invocation);
      case "pipeline edit" -> pipelines.edit(invocation);
      case "pipeline release" -> pipelines.release(invocation);
      case "pipeline export" -> pipelines.export(invocation);
      case "pipeline start" -> builds.watchIfWanted(invocation, pipelines.start(invocation));
      case "pipeline rename" -> pipelines.rename(invocation);
      case "pipeline delete" -> pipelines.delete(invocation);
      case "pipeline restore" -> pipelines.restore(invocation);
      case "pipeline versions" -> pipelines.versions(invocation.operands().getFirst());
      case "pipeline diff" -> pipelines.diff(invocation);
      case "pipeline rollback" -> pipelines.rollback(invocation);
      default -> throw new IllegalStateException("no command " + command);
    };
  }
}
