package dev.millrace.cli.client;

import dev.millrace.cli.arguments.Command;
import dev.millrace.cli.arguments.Option;
import java.util.ArrayList;
import java.util.List;

/** The commands that ask a server. */
public final class ClientSyntax {
  public static final Option SERVER = Option.of("server", "NAME");
  public static final Option PROJECT = Option.of("project", "PROJECT");
  public static final Option PIPELINE = Option.of("pipeline", "PIPELINE");
  private static final Option JSON = Option.flag("json");
  private static final Option NAME = Option.of("name", "NAME");
  private static final Option OF = Option.of("of", "VERSION");
  private static final Option REMARK = Option.of("remark", "TEXT");
  private static final Option NOTE = Option.of("note", "TEXT");
  private static final Option RELEASE = Option.flag("release");
  private static final Option USER = Option.of("user", "USER");
  private static final Option PASSWORD_STDIN = Option.flag("password-stdin");
  private static final Option JOB = Option.of("job", "JOB");
  private static final Option TASK = Option.of("task", "TASK");
  private static final Option STAGE = Option.of("stage", "STAGE");
  private static final Option FILL = Option.of("fill", "NAME=VALUE").repeated();
  private static final Option WATCH = Option.flag("watch");
  private static final String ONE_PIPELINE = "PIPELINE";

  /** In the order in which help lists them. */
  public static final List<Command> COMMANDS =
      List.of(
          new Command("setup", "URL", 1, 1, List.of(USER, PASSWORD_STDIN, NAME)),
          new Command(
              "login",
              "URL",
              1,
              1,
              List.of(USER, PASSWORD_STDIN, Option.flag("token-stdin"), NAME)),
          new Command("logout", "", 0, 0, List.of(SERVER)),
          new Command("project list", "", 0, 0, List.of(SERVER, JSON)),
          new Command("project create", "PROJECT", 1, 1, List.of(NAME, SERVER, JSON)),
          new Command("project use", "PROJECT", 1, 1, List.of(SERVER)),
          asking("pipeline list", "", 0, 0, Option.flag("deleted")),
          asking("pipeline show", ONE_PIPELINE, 1, 1),
          asking("pipeline create", "FILE", 1, 1, NAME, RELEASE),
          asking("pipeline import", "FILE", 1, 1, NAME),
          asking("pipeline edit", "PIPELINE [FILE]", 1, 2, RELEASE, NOTE),
          asking("pipeline release", ONE_PIPELINE, 1, 1, NOTE),
          asking("pipeline export", ONE_PIPELINE, 1, 1, OF, Option.of("as", "yaml|json")),
          asking(
              "pipeline start",
              ONE_PIPELINE,
              1,
              1,
              Option.of("variable", "NAME=VALUE").orLetter('v').repeated(),
              OF,
              REMARK,
              WATCH),
          asking("pipeline rename", "PIPELINE NAME", 2, 2),
          asking("pipeline delete", ONE_PIPELINE, 1, 1),
          asking("pipeline restore", ONE_PIPELINE, 1, 1, NAME),
          asking("pipeline versions", ONE_PIPELINE, 1, 1),
          asking("pipeline diff", "PIPELINE [FROM [TO]]", 1, 3),
          asking("pipeline rollback", "PIPELINE VERSION", 2, 2),
          asking("build watch", "[BUILD]", 0, 1, PIPELINE),
          asking("build stop", "BUILD", 1, 1, JOB, TASK, Option.flag("forced")),
          asking("build retry", "BUILD", 1, 1, Option.flag("from-failed"), JOB, TASK, WATCH),
          asking("build restart", "BUILD", 1, 1, REMARK, WATCH),
          asking("build skip", "BUILD", 1, 1, JOB, TASK),
          asking("build approve", "BUILD", 1, 1, STAGE, JOB, TASK, FILL, REMARK),
          asking("build reject", "BUILD", 1, 1, STAGE, JOB, TASK, REMARK),
          asking("build continue", "BUILD", 1, 1, JOB, TASK, FILL),
          asking("build remark", "BUILD TEXT", 2, 2));

  private ClientSyntax() {}

  private static Command asking(
      String path, String operands, int least, int most, Option... options) {
    var all = new ArrayList<Option>(List.of(options));
    all.addAll(List.of(SERVER, PROJECT, JSON));
    return new Command(path, operands, least, most, all);
  }
}
