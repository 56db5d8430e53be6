package dev.millrace.agent.script;

import dev.millrace.agent.process.Programs;
import dev.millrace.wording.Sentence;
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

  /** There is no such interpreter; the reason says what to do. */
  static final class Missing extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Sentence reason;
    private final boolean machineLacksIt;

    private Missing(Sentence reason, boolean machineLacksIt) {
      super(reason.english());
      this.reason = reason;
      this.machineLacksIt = machineLacksIt;
    }

    Sentence reason() {
      return reason;
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
      case "bash" ->
          new Interpreter(Kind.SHELL, List.of(need(path, ScriptWording.INSTALL_BASH, "bash")));
      case "sh" ->
          new Interpreter(Kind.SHELL, List.of(need(path, ScriptWording.INSTALL_SHELL, "sh")));
      case "python" ->
          new Interpreter(
              Kind.FILE, List.of(need(path, ScriptWording.INSTALL_PYTHON, "python3", "python")));
      case "pwsh" -> {
        var pwsh = need(path, ScriptWording.INSTALL_POWERSHELL, "pwsh");
        yield new Interpreter(
            Kind.POWERSHELL, List.of(pwsh, "-NoLogo", "-NoProfile", "-NonInteractive", "-File"));
      }
      case "powershell", "cmd", "win_bash" ->
          throw new Missing(ScriptWording.WINDOWS_ONLY.of(shell), true);
      default -> throw new Missing(ScriptWording.UNKNOWN_SHELL.of(shell), false);
    };
  }

  private static Interpreter auto(String script, String path) throws Missing {
    if (script.startsWith("#!")) {
      return ofFirstLine(script.lines().findFirst().orElseThrow().substring(2).strip(), path);
    }
    var bash = find(path, "bash");
    return new Interpreter(
        Kind.SHELL,
        List.of(
            bash.isPresent() ? bash.get() : need(path, ScriptWording.INSTALL_BASH_OR_SH, "sh")));
  }

  private static Interpreter ofFirstLine(String line, String path) throws Missing {
    var words = new ArrayList<>(Arrays.asList(line.split("\\s+", -1)));
    if (Path.of(words.getFirst()).endsWith("env")) {
      words.removeFirst();
      words.removeIf(word -> word.equals("-S"));
      if (words.isEmpty() || words.getFirst().startsWith("-")) {
        throw new Missing(ScriptWording.FIRST_LINE_EMPTY.of(line), false);
      }
      words.set(0, need(path, ScriptWording.INSTALL_IT, words.getFirst()));
    } else if (!Files.isExecutable(Path.of(words.getFirst()))) {
      throw new Missing(ScriptWording.FIRST_LINE_MISSING.of(words.getFirst()), true);
    }
    var name = String.valueOf(Path.of(words.getFirst()).getFileName());
    return new Interpreter(SHELLS.contains(name) ? Kind.SHELL : Kind.FILE, List.copyOf(words));
  }

  private static String need(String path, ScriptWording advice, String... names) throws Missing {
    for (var name : names) {
      var found = find(path, name);
      if (found.isPresent()) {
        return found.get();
      }
    }
    var wanted =
        Arrays.stream(names).map(Sentence::verbatim).reduce(ScriptWording.ONE_OR_OTHER::of);
    throw new Missing(ScriptWording.NO_PROGRAM.of(wanted.orElseThrow(), path, advice.of()), true);
  }

  private static Optional<String> find(String path, String name) {
    return Programs.find(path, name).map(Path::toString);
  }
}
