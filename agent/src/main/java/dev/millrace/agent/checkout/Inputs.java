package dev.millrace.agent.checkout;

import dev.millrace.wording.Sentence;
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

  /** An input has a value it can't have; the reason is for its author. */
  static final class Invalid extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Sentence reason;

    Invalid(Sentence reason) {
      super(reason.english());
      this.reason = reason;
    }

    Sentence reason() {
      return reason;
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
      default -> throw wrong(name, value, CheckoutWording.TRUE_OR_FALSE.of());
    };
  }

  /** A name of a branch or tag, or a commit; empty: what the repository's HEAD names. */
  String refName() {
    var name = text("refName", "");
    // Never an option of git's.
    if (name.startsWith("-")) {
      throw wrong("refName", name, CheckoutWording.BRANCH_TAG_OR_COMMIT.of());
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
    throw wrong("fetchDepth", value, CheckoutWording.NUMBER_FROM_ZERO.of());
  }

  String autoCrlf() {
    var value = text("autoCrlf", "false");
    if (!Set.of("true", "false", "input").contains(value)) {
      throw wrong("autoCrlf", value, CheckoutWording.TRUE_FALSE_OR_INPUT.of());
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
    throw wrong(name, value, CheckoutWording.ONE_OF.of(Arrays.toString(type.getEnumConstants())));
  }

  static Invalid wrong(String name, String value, Sentence expected) {
    return new Invalid(CheckoutWording.INPUT_WRONG.of(name, value, expected));
  }
}
