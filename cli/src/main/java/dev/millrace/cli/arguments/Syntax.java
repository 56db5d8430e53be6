package dev.millrace.cli.arguments;

import dev.millrace.pipeline.problem.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All commands, and the options that go with every one. Options may stand before, between and
 * behind the words and operands; {@code --name=value} and {@code --name value} mean the same;
 * everything behind {@code --} is an operand.
 */
public record Syntax(List<Command> commands, List<Option> everywhere) {
  public Syntax {
    commands = List.copyOf(commands);
    everywhere = List.copyOf(everywhere);
  }

  /**
   * Understands a command line.
   *
   * @throws UsageError if it can't be understood
   */
  public Invocation parse(List<String> arguments) {
    return new Reading(arguments).invocation();
  }

  /** The commands that begin with these words. */
  public List<Command> below(String group) {
    return group.isEmpty()
        ? commands
        : commands.stream().filter(command -> command.path().startsWith(group + " ")).toList();
  }

  /** One command line on its way to an invocation. */
  private final class Reading {
    private final List<String> arguments;
    private final Map<String, List<String>> options = new LinkedHashMap<>();
    private final List<String> operands = new ArrayList<>();
    private Optional<Command> command = Optional.empty();
    private String words = "";
    private int at;

    Reading(List<String> arguments) {
      this.arguments = arguments;
    }

    Invocation invocation() {
      // The command first: what an option means depends on it, and options may stand before it.
      findCommand();
      boolean onlyOperands = false;
      int wordsLeft = words.isEmpty() ? 0 : words.split(" ").length;
      for (at = 0; at < arguments.size(); at++) {
        String argument = arguments.get(at);
        if (!onlyOperands && argument.equals("--")) {
          onlyOperands = true;
        } else if (!onlyOperands && argument.startsWith("-") && argument.length() > 1) {
          option(argument);
        } else if (wordsLeft > 0) {
          wordsLeft--;
        } else {
          operands.add(argument);
        }
      }
      var invocation = new Invocation(command, options, operands, words);
      if (!invocation.has("help") && !invocation.has("version")) {
        check();
      }
      return invocation;
    }

    private void findCommand() {
      List<String> candidates = new ArrayList<>();
      for (int i = 0; i < arguments.size() && !arguments.get(i).equals("--"); i++) {
        String argument = arguments.get(i);
        if (!argument.startsWith("-")) {
          candidates.add(argument);
        } else if (!argument.contains("=") && takesValue(argument)) {
          i++;
        }
      }
      for (String candidate : candidates) {
        String longer = words.isEmpty() ? candidate : words + " " + candidate;
        command = commands.stream().filter(known -> known.path().equals(longer)).findFirst();
        if (command.isEmpty() && below(longer).isEmpty()) {
          throw unknownCommand(longer);
        }
        words = longer;
        if (command.isPresent()) {
          return;
        }
      }
    }

    private UsageError unknownCommand(String given) {
      List<String> known = commands.stream().map(Command::path).toList();
      return new UsageError("usage.unknown-command", Spelling.closest(given, known), given);
    }

    /** Before the command is known; no two commands have an option of one name in two kinds. */
    private boolean takesValue(String argument) {
      return Stream.concat(
              everywhere.stream(), commands.stream().flatMap(known -> known.options().stream()))
          .anyMatch(option -> option.value().isPresent() && isCalled(option, argument));
    }

    private static boolean isCalled(Option option, String argument) {
      return argument.equals("--" + option.name())
          || option.letter().filter(letter -> argument.equals("-" + letter)).isPresent();
    }

    private List<Option> known() {
      return Stream.concat(
              command.stream().flatMap(found -> found.options().stream()), everywhere.stream())
          .toList();
    }

    private void option(String argument) {
      int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
      String name = equals < 0 ? argument : argument.substring(0, equals);
      Option option =
          known().stream()
              .filter(candidate -> isCalled(candidate, name))
              .findFirst()
              .orElseThrow(() -> unknownOption(name));
      if (option.value().isEmpty() && equals >= 0) {
        throw new UsageError("usage.no-value-wanted", Optional.empty(), name);
      }
      List<String> values = options.computeIfAbsent(option.name(), _ -> new ArrayList<>());
      if (!values.isEmpty() && !option.repeatable() && option.value().isPresent()) {
        throw new UsageError("usage.option-twice", Optional.empty(), name);
      }
      values.add(
          option.value().isEmpty()
              ? ""
              : equals < 0 ? next(option, name) : argument.substring(equals + 1));
    }

    private UsageError unknownOption(String name) {
      List<String> names = known().stream().map(option -> "--" + option.name()).toList();
      return new UsageError("usage.unknown-option", Spelling.closest(name, names), name);
    }

    private String next(Option option, String name) {
      at++;
      if (at >= arguments.size()) {
        throw new UsageError(
            "usage.value-missing", Optional.empty(), name, option.value().orElse(""));
      }
      return arguments.get(at);
    }

    private void check() {
      if (command.isEmpty()) {
        return;
      }
      Command found = command.get();
      if (operands.size() < found.least()) {
        throw new UsageError(
            "usage.operand-missing", Optional.empty(), found.path(), found.operands());
      }
      if (operands.size() > found.most()) {
        throw new UsageError(
            "usage.operand-unexpected", Optional.empty(), operands.get(found.most()));
      }
    }
  }
}
