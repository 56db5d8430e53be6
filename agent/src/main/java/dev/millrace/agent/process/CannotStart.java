package dev.millrace.agent.process;

import dev.millrace.wording.Sentence;

/** A process that could not be started, with what to do about it. */
public final class CannotStart extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Sentence reason;

  private CannotStart(Sentence reason) {
    super(reason.english());
    this.reason = reason;
  }

  /** What could not be started and why, for people. */
  public Sentence reason() {
    return reason;
  }

  static CannotStart because(Command command, int errno) {
    var program = command.arguments().getFirst();
    var reason =
        switch (errno) {
          case Linux.ENOENT -> ProcessWording.DOES_NOT_EXIST.of(command.folder());
          case Linux.EACCES -> ProcessWording.MAY_NOT_BE_USED.of(command.folder());
          case Linux.ENOTDIR -> ProcessWording.NO_FOLDER.of(command.folder());
          case Linux.E2BIG -> ProcessWording.TOO_LARGE.of();
          case Linux.EAGAIN -> ProcessWording.NO_ROOM.of();
          default -> ProcessWording.ERROR_NUMBER.of(errno);
        };
    return new CannotStart(ProcessWording.CANNOT_START.of(program).because(reason));
  }
}
