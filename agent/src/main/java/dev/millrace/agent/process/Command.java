package dev.millrace.agent.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to run.
 *
 * @param arguments the program as an absolute path, then its arguments
 * @param environment the whole of it; nothing is inherited from this JVM
 * @param folder to run in
 * @param withErrors whether its output includes stderr; if not, that is thrown away
 */
public record Command(
    List<String> arguments, Map<String, String> environment, Path folder, boolean withErrors) {
  public Command {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    if (arguments.isEmpty()) {
      throw new IllegalArgumentException("a command needs a program");
    }
  }

  /** What to run for people to read: stderr is part of its output. */
  public Command(List<String> arguments, Map<String, String> environment, Path folder) {
    this(arguments, environment, folder, true);
  }

  /** The same without stderr, for a machine to read. */
  public Command withoutErrors() {
    return new Command(arguments, environment, folder, false);
  }

  Command in(Map<String, String> otherEnvironment) {
    return new Command(arguments, otherEnvironment, folder, withErrors);
  }
}
