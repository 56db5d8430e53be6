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
 */
public record Command(List<String> arguments, Map<String, String> environment, Path folder) {
  public Command {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    if (arguments.isEmpty()) {
      throw new IllegalArgumentException("a command needs a program");
    }
  }
}
