package dev.millrace.cli;

import dev.millrace.cli.arguments.Command;
import dev.millrace.cli.arguments.Option;
import dev.millrace.cli.arguments.Syntax;
import dev.millrace.cli.client.ClientSyntax;
import java.util.List;
import java.util.stream.Stream;

/** Everything that may stand on the command line. */
final class Commands {
  static final String RUN = "run";
  static final String SERVER = "server";
  static final String BUILD_LIST = "build list";
  static final String BUILD_SHOW = "build show";
  static final String BUILD_WHY = "build why";
  static final String BUILD_LOGS = "build logs";
  static final String VALIDATE = "pipeline validate";
  static final String EXPLAIN = "pipeline explain";
  static final String CONVERT = "pipeline convert";

  private static final Option JSON = Option.flag("json");
  private static final Option FOLLOW = Option.flag("follow").orLetter('f');
  private static final Option ON_SERVER = ClientSyntax.SERVER;
  private static final Option PROJECT = ClientSyntax.PROJECT;
  private static final Option PIPELINE = ClientSyntax.PIPELINE;
  private static final Option JOB = Option.of("job", "JOB");

  private static final List<Command> OF_THIS_MACHINE =
      List.of(
          new Command(
              RUN,
              "FILE",
              1,
              1,
              List.of(
                  Option.of("variable", "NAME=VALUE").orLetter('v').repeated(),
                  JOB.repeated(),
                  Option.of("approve", "STAGE[:GROUP]|JOB/TASK").repeated(),
                  Option.of("reject", "STAGE[:GROUP]|JOB/TASK").repeated(),
                  Option.of("fill", "WHAT.NAME=VALUE").repeated(),
                  Option.flag("from-failed"),
                  Option.of("retry", "JOB[/TASK]"),
                  Option.of("skip", "JOB/TASK"),
                  Option.flag("keep-workspace"),
                  Option.of("max-jobs", "N"),
                  JSON)),
          new Command(
              SERVER,
              "",
              0,
              0,
              List.of(
                  Option.of("data", "DIR"),
                  Option.of("host", "ADDRESS"),
                  Option.of("port", "N"),
                  Option.of("config", "FILE"),
                  Option.of("set", "NAME=VALUE").repeated())),
          new Command(
              BUILD_LIST,
              "",
              0,
              0,
              List.of(Option.of("limit", "N"), ON_SERVER, PROJECT, PIPELINE, JSON)),
          new Command(BUILD_SHOW, "[BUILD]", 0, 1, List.of(ON_SERVER, PROJECT, PIPELINE, JSON)),
          new Command(BUILD_WHY, "[BUILD]", 0, 1, List.of(ON_SERVER, PROJECT, PIPELINE, JSON)),
          new Command(
              BUILD_LOGS,
              "[BUILD]",
              0,
              1,
              List.of(JOB.repeated(), FOLLOW, ON_SERVER, PROJECT, PIPELINE)),
          new Command(VALIDATE, "FILE…", 1, Integer.MAX_VALUE, List.of()),
          new Command(EXPLAIN, "FILE", 1, 1, List.of()),
          new Command(CONVERT, "FILE", 1, 1, List.of(Option.of("to", "yaml|json"))));

  static final Syntax SYNTAX =
      new Syntax(
          Stream.concat(OF_THIS_MACHINE.stream(), ClientSyntax.COMMANDS.stream()).toList(),
          List.of(
              Option.flag("help").orLetter('h'),
              Option.flag("version").orLetter('V'),
              Option.of("lang", "en|zh-CN"),
              Option.of("color", "auto|always|never")));

  private Commands() {}
}
