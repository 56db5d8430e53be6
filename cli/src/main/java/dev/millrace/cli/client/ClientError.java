package dev.millrace.cli.client;

import dev.millrace.cli.session.ExitCode;
import java.util.List;

/** A command can't be done; says why and what helps. */
final class ClientError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exit;
  private final String key;
  private final transient List<Object> arguments;
  private final transient List<String> details;
  private final int status;

  private ClientError(
      ExitCode exit, int status, List<String> details, String key, Object... arguments) {
    super(key + " " + List.of(arguments));
    this.exit = exit;
    this.status = status;
    this.details = List.copyOf(details);
    this.key = key;
    this.arguments = List.of(arguments);
  }

  /** Whoever asks has to do something else; {@code key} is of the text that says it. */
  static ClientError wrong(String key, Object... arguments) {
    return new ClientError(ExitCode.INVALID, 0, List.of(), key, arguments);
  }

  /** It could not be asked or answered; {@code key} is of the text that says it. */
  static ClientError unable(String key, Object... arguments) {
    return new ClientError(ExitCode.OUR_FAULT, 0, List.of(), key, arguments);
  }

  /**
   * The server says no.
   *
   * @param status of HTTP
   * @param details more of what is wrong, a line each
   */
  static ClientError refused(int status, String detail, List<String> details) {
    ExitCode exit = status >= 500 ? ExitCode.OUR_FAULT : ExitCode.INVALID;
    return new ClientError(
        exit, status, details, status == 401 ? "client.not-signed-in" : "client.refused", detail);
  }

  ExitCode exit() {
    return exit;
  }

  /** The status of the server's answer; 0: there was none. */
  int status() {
    return status;
  }

  String key() {
    return key;
  }

  Object[] arguments() {
    return arguments.toArray();
  }

  List<String> details() {
    return details;
  }
}
