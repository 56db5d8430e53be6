package dev.millrace.agent.script;

import dev.millrace.wording.Wording;

/** The sentences about scripts and what runs them, and the pieces of them. */
enum ScriptWording implements Wording {
  ENDED("the script ended with exit code {0}"),
  ENDED_FOR("the script ended with exit code {0} ({1})"),
  CANNOT_EXECUTE("a command can't be executed"),
  COMMAND_NOT_FOUND("a command was not found"),
  KILLED("killed by signal 9, which is what a machine without free memory sends"),
  SEGMENTATION_FAULT("a segmentation fault"),

  WINDOWS_ONLY("shell '{0}' exists on Windows only; use bash, sh, python or pwsh here"),
  UNKNOWN_SHELL(
      "shell '{0}' is unknown; expected auto, bash, sh, python, pwsh, powershell, cmd or win_bash"),
  FIRST_LINE_EMPTY("the script's first line #!{0} names no interpreter"),
  FIRST_LINE_MISSING(
      "the script's first line names {0}, which is no program on this machine. Install it, or name"
          + " another"),
  NO_PROGRAM("no program {0} on the PATH ({1}) of this machine. {2}, or choose another shell"),
  ONE_OR_OTHER("{0} or {1}"),
  INSTALL_BASH("Install bash"),
  INSTALL_SHELL("Install a shell"),
  INSTALL_BASH_OR_SH("Install bash or sh"),
  INSTALL_PYTHON("Install Python 3"),
  INSTALL_POWERSHELL("Install PowerShell 7 or later"),
  INSTALL_IT("Install it"),

  VARIABLE_NOT_EXPORTED(
      "variable {0} is too large for a process environment: the script sees it, the programs it"
          + " starts don't"),
  VARIABLE_NOT_SET("variable {0} is too large for a process environment: it is not set"),
  VALUES_TOO_LARGE("the values in {0} are dropped: it has over 8 MiB"),
  SET_ENV_NO_NAME("setEnv: '{0}' is no name: letters, digits and _ make one");

  private final String english;

  ScriptWording(String english) {
    this.english = english;
  }

  @Override
  public String room() {
    return "script";
  }

  @Override
  public String english() {
    return english;
  }
}
