package dev.millrace.cli.session;

import dev.millrace.cli.terminal.Console;
import dev.millrace.cli.terminal.Line;
import dev.millrace.cli.terminal.Style;
import dev.millrace.cli.text.Texts;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * The surroundings of a command.
 *
 * @param folder the current one
 */
public record Session(
    Console console,
    Texts texts,
    InstantSource clock,
    Path folder,
    Map<String, String> environment) {
  /** Name of the variable that says where state is kept. */
  private static final String HOME = "MILLRACE_HOME";

  /** Where builds, logs and workspaces are kept; the XDG folder for state unless told otherwise. */
  public Path stateFolder() {
    return stateFolder(folder, environment);
  }

  /** The same, before there is a session. */
  public static Path stateFolder(Path folder, Map<String, String> environment) {
    String told = environment.getOrDefault(HOME, "");
    if (!told.isEmpty()) {
      return folder.resolve(told);
    }
    String xdg = environment.getOrDefault("XDG_STATE_HOME", "");
    Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", ".")));
    Path base = xdg.isEmpty() ? home.resolve(".local/state") : folder.resolve(xdg);
    return base.resolve("millrace");
  }

  /** The name of the user, as the environment has it. */
  public String user() {
    return environment.getOrDefault("USER", "unknown");
  }

  /** Says what went wrong, on the error output. */
  public void complain(String key, Object... arguments) {
    console.printError(
        Line.of(Style.BOLD_RED, texts.get("error") + " ")
            .plus(Style.PLAIN, texts.get(key, arguments)));
  }
}
