package dev.millrace.cli.arguments;

import java.util.List;

/**
 * A command as it is called.
 *
 * @param path its words: {@code build show}
 * @param operands what to call what it takes besides options, for the help: {@code FILE…}
 * @param least operands needed
 * @param most operands taken
 */
public record Command(String path, String operands, int least, int most, List<Option> options) {
  public Command {
    options = List.copyOf(options);
  }

  /** Its words. */
  List<String> words() {
    return List.of(path.split(" "));
  }
}
