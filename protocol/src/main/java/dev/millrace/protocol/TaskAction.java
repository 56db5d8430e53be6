package dev.millrace.protocol;

import java.util.Map;

/** What a task does. A worker that can't do a kind of action reports it, and never skips it. */
public sealed interface TaskAction {
  /**
   * Runs a script.
   *
   * @param shell {@code auto}, {@code bash}, {@code sh}, {@code python}, {@code pwsh}, {@code
   *     powershell}, {@code cmd}, {@code win_bash}; {@code auto} follows the script's first line
   * @param continueAfterErrors commands after a failed one still run; the last one's exit code
   *     counts
   */
  record RunScript(String shell, String script, boolean continueAfterErrors)
      implements TaskAction {}

  /**
   * Brings sources into the workspace.
   *
   * @param source where from
   * @param inputs the checkout inputs of the pipeline format by name ({@code refName}, {@code
   *     pullType}, {@code fetchDepth}, {@code localPath}, {@code enableSubmodule}, …)
   */
  record Checkout(CheckoutSource source, Map<String, String> inputs) implements TaskAction {
    public Checkout {
      inputs = Map.copyOf(inputs);
    }
  }

  /** Runs a plugin of the store; {@code inputs} are JSON texts or plain strings by name. */
  record RunPlugin(String code, String version, Map<String, String> inputs) implements TaskAction {
    public RunPlugin {
      inputs = Map.copyOf(inputs);
    }
  }
}
