package dev.millrace.agent.script;

import dev.millrace.agent.process.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What runs a script.
 *
 * @param kind how a script is handed to it
 * @param command the program as an absolute path, and its own options
 */
record Interpreter(Kind kind, List<String> command) {
  private static final List<String> SHELLS = List.of("bash", "sh", "dash", "ksh", "zsh", "ash");

  enum Kind {
    /** Sources the script after our prelude. */
    SHELL,
    /** Takes the script as a file. */
    FILE,
    /** Takes the script as a file named {@code .ps1}. */
    POWERSHELL
  }

  /** There is no such interpreter; the message says what to do. */
  static final class Missing extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean machineLacksIt;

    private Missing(String message, boolean machineLacksIt) {
      super(message);
      this.machineLacksIt = machineLacksIt;
    }

    /** True: another machine could run it. False: what is asked for does not exist. */
    boolean machineLacksIt() {
      return machineLacksIt;
    }
  }

  static Interpreter of(String shell, String script, Map<String, String> environment)
      throws Missing {
    var path = environment.getOrDefault("PATH", "");
    return switch (shell) {
      case "", "auto" -> auto(script, path);
      case "bash" -> new Interpreter(Kind.SHELL, List.of(need(path, "Install bash", "bash")));
      case "sh" -> new Interpreter(Kind.SHELL, List.of(need(path, "Install a shell", "sh")));
      case "python" ->
          new Interpreter(Kind.FILE, List.of(need(path, "Install Python 3", "python3", "python")));
      case "pwsh" -> {
        var pwsh = need(path, "Install PowerShell 7 or later", "pwsh");
        yield new Interpreter(
            Kind.POWERSHELL, List.of(pwsh, "-NoLogo", "-NoProfile", "-NonInteractive", "-File"));
      }
      case "powershell", "cmd", "win_bash" ->
          throw new Missing(
              "shell '" + shell + "' exists on Windows only; use bash, sh, python or pwsh here",
              true);
      default ->
          throw new Missing(
              "shell '"
                  + shell
                  + "' is unknown; expected auto, bash, sh, python, pwsh, powershell, cmd or"
                  + " win_bash",
              false);
    };
  }

  private static Interpreter auto(String script, String path) throws Missing {
    if (script.startsWith("#!")) {
      return ofFirstLine(script.lines().findFirst().orElseThrow().substring(2).strip(), path);
    }
    var bash = find(path, "bash");
    return new Interpreter(
        Kind.SHELL,
        List.of(bash.isPresent() ? bash.get() : need(path, "Install bash or sh", "sh")));
  }

  private static Interpreter ofFirstLine(String line, String path) throws Missing {
    var words = new ArrayList<>(Arrays.asList(line.split("\\s+", -1)));
    if (Path.of(words.getFirst()).endsWith("env")) {
      words.removeFirst();
      words.removeIf(word -> word.equals("-S"));
      if (words.isEmpty() || words.getFirst().startsWith("-")) {
        throw new Missing("the script's first line #!" + line + " names no interpreter", false);
      }
      words.set(0, need(path, "Install it", words.getFirst()));
    } else if (!Files.isExecutable(Path.of(words.getFirst()))) {
      throw new Missing(
          "the script's first line names "
              + words.getFirst()
              + ", which is no program on this machine. Install it, or name another",
          true);
    }
    var name = String.valueOf(Path.of(words.getFirst()).getFileName());
    return new Interpreter(SHELLS.contains(name) ? Kind.SHELL : Kind.FILE, List.copyOf(words));
  }

  private static String need(String path, String advice, String... names) throws Missing {
    for (var name : names) {
      var found = find(path, name);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new Missing(
        "no program "
            + String.join(" or ", names)
            + " on the PATH ("
            + path
            + ") of this machine. "
            + advice
            + ", or choose another shell",
        true);
  }

  private static Optional<String> find(String path, String name) {
    return Programs.find(path, name).map(Path::toString);
  }
}
