package dev.millrace.agent.process;

/** A process that could not be started, with what to do about it. */
public final class CannotStart extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private CannotStart(String message) {
    super(message);
  }

  static CannotStart because(Command command, int errno) {
    var program = command.arguments().getFirst();
    var reason =
        switch (errno) {
          case Linux.ENOENT -> "either it or its folder " + command.folder() + " does not exist";
          case Linux.EACCES -> "it or its folder " + command.folder() + " may not be used by us";
          case Linux.ENOTDIR -> command.folder() + " is no folder";
          case Linux.E2BIG ->
              "its arguments and environment are larger than Linux allows"
                  + " (128 KiB for one value, about 2 MiB for all)";
          case Linux.EAGAIN -> "the machine has no room for one more process";
          default -> "error " + errno;
        };
    return new CannotStart("cannot start " + program + ": " + reason);
  }
}
