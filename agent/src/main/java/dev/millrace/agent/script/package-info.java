/**
 * Runs script tasks: finds the interpreter, writes the script to a private file, gives it its
 * environment and the functions {@code setEnv} and {@code setGateValue}, reads what they wrote.
 *
 * <p>{@link dev.millrace.agent.script.ScriptTask} is the door. A script of a shell is sourced, as
 * BK-CI does it, by a prelude passed with {@code -c}: one process, one file. Variables reach it
 * through the process environment. Values that Linux can't pass there (128 KiB each, 2 MiB in all)
 * become shell variables that are not exported; other interpreters don't get them, and the log says
 * so.
 *
 * <p>On Linux bash, sh, python and scripts with a {@code #!} line are tested; pwsh is written to
 * PowerShell's documentation and tested as far as the call goes; {@code powershell}, {@code cmd}
 * and {@code win_bash} exist on Windows only and are answered with what to use instead.
 */
@NullMarked
package dev.millrace.agent.script;

import org.jspecify.annotations.NullMarked;
