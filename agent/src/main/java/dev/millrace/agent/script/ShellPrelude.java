package dev.millrace.agent.script;

import dev.millrace.wording.Language;
import java.nio.file.Path;
import java.util.Map;

/** What a shell runs before, and around, the author's script. Plain POSIX. */
final class ShellPrelude {
  private ShellPrelude() {}

  /**
   * The text for {@code sh -c}, to be followed by the script's path as {@code $0}.
   *
   * @param variablesFile sourced first, or empty
   * @param language of what it says to the author
   */
  static String text(
      boolean stopAtErrors, Path setFile, Path gateFile, String variablesFile, Language language) {
    var sourceVariables = variablesFile.isEmpty() ? "" : ". " + quoted(variablesFile) + "\n";
    // Records end with a zero byte, which no value can hold: a value may have several lines.
    return """
    setEnv() {
      case "${1-}" in
        ''|[0-9]*|*[!a-zA-Z0-9_]*)
          printf '%%s\\n' %s >&2
          return 0 ;;
      esac
      printf '%%s=%%s\\0' "${1-}" "${2-}" >> %s
      export "$1=${2-}"
    }
    setGateValue() {
      printf '%%s=%%s\\0' "${1-}" "${2-}" >> %s
    }
    %s%s
    . "$0"
    """
        .formatted(
            warningOfName(language),
            quoted(setFile.toString()),
            quoted(gateFile.toString()),
            sourceVariables,
            stopAtErrors ? "set -e" : "set +e");
  }

  /** One word of a shell, which puts the function's first argument where the sentence names it. */
  private static String warningOfName(Language language) {
    var warning = "##[warning]" + ScriptWording.SET_ENV_NO_NAME.of("$1").in(language);
    return quoted(warning).replace("$1", "'\"${1-}\"'");
  }

  /** Assignments a shell can source. */
  static String assignments(Map<String, String> variables) {
    var text = new StringBuilder();
    variables.forEach((name, value) ->
        text.append(name).append('=').append(quoted(value.replace("\0", ""))).append('\n'));
    return text.toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
