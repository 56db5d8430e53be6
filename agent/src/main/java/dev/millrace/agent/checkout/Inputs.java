package dev.millrace.agent.checkout;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The inputs of a checkout, with BK-CI's names and defaults. */
final class Inputs {
  private static final Set<String> SUPPORTED =
      Set.of(
          "refName",
          "pullType",
          "fetchDepth",
          "localPath",
          "strategy",
          "enableSubmodule",
          "enableSubmoduleRecursive",
          "enableSubmoduleRemote",
          "submodulePath",
          "enableGitLfs",
          "enableGitClean",
          "enableGitCleanIgnore",
          "enableGitCleanNested",
          "username",
          "password",
          "accessToken",
          "personalAccessToken",
          "autoCrlf",
          "includePath",
          "excludePath",
          "persistCredentials");

  /** The server has used these to find the repository and who to be there. */
  private static final Set<String> USED_BY_THE_SERVER =
      Set.of(
          "repositoryType",
          "repositoryHashId",
          "repositoryName",
          "repositoryUrl",
          "authType",
          "authUserId",
          "ticketId");

  enum PullType {
    BRANCH,
    TAG,
    COMMIT_ID
  }

  enum Strategy {
    /** Keep the repository, throw away changes. */
    REVERT_UPDATE,
    /** Begin with an empty folder. */
    FRESH_CHECKOUT,
    /** Keep everything that is not in the way. */
    INCREMENT_UPDATE
  }

  /** An input has a value it can't have; the message is for its author. */
  static final class Invalid extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Invalid(String message) {
      super(message);
    }
  }

  private final Map<String, String> values;

  Inputs(Map<String, String> values) {
    this.values = values;
  }

  Map<String, String> all() {
    return values;
  }

  /** Inputs that are given and that nobody heeds. */
  Set<String> unsupported() {
    var names = new TreeSet<String>();
    values.forEach((name, value) -> {
      if (!SUPPORTED.contains(name)
          && !USED_BY_THE_SERVER.contains(name)
          && !value.isBlank()
          && !value.equals("false")) {
        names.add(name);
      }
    });
    return names;
  }

  String text(String name, String otherwise) {
    var value = values.getOrDefault(name, "").strip();
    return value.isEmpty() ? otherwise : value;
  }

  boolean flag(String name, boolean otherwise) {
    var value = text(name, String.valueOf(otherwise));
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new Invalid("input " + name + " is '" + value + "', expected true or false");
    };
  }

  /** A name of a branch or tag, or a commit; empty: what the repository's HEAD names. */
  String refName() {
    var name = text("refName", "");
    // Never an option of git's.
    if (name.startsWith("-")) {
      throw new Invalid("input refName is '" + name + "', expected a branch, tag or commit");
    }
    return name;
  }

  PullType pullType() {
    return choice("pullType", PullType.BRANCH, PullType.class);
  }

  Strategy strategy() {
    return choice("strategy", Strategy.REVERT_UPDATE, Strategy.class);
  }

  /** 0: everything. */
  int fetchDepth() {
    var value = text("fetchDepth", "0");
    try {
      int depth = Integer.parseInt(value);
      if (depth >= 0) {
        return depth;
      }
    } catch (NumberFormatException notANumber) {
      // Said below.
    }
    throw new Invalid("input fetchDepth is '" + value + "', expected a number from 0");
  }

  String autoCrlf() {
    var value = text("autoCrlf", "false");
    if (!Set.of("true", "false", "input").contains(value)) {
      throw new Invalid("input autoCrlf is '" + value + "', expected true, false or input");
    }
    return value;
  }

  /** Parted by commas or line breaks. */
  List<String> list(String name) {
    return Arrays.stream(text(name, "").split("[,\n]", -1))
        .map(String::strip)
        .filter(path -> !path.isEmpty())
        .toList();
  }

  private <E extends Enum<E>> E choice(String name, E otherwise, Class<E> type) {
    var value = text(name, otherwise.name());
    for (var constant : type.getEnumConstants()) {
      if (constant.name().equals(value)) {
        return constant;
      }
    }
    throw new Invalid(
        "input "
            + name
            + " is '"
            + value
            + "', expected one of "
            + Arrays.toString(type.getEnumConstants()));
  }
}
