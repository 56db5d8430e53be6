package dev.millrace.agent.worker;

import dev.millrace.wording.Sentence;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A folder that a job can't have, for a reason that no exception of the JDK names. */
final class UnfitFolder extends FileSystemException {
  private static final long serialVersionUID = 1L;
  private final transient Sentence reason;

  UnfitFolder(Path folder, Sentence reason) {
    super(folder.toString(), null, reason.english());
    this.reason = reason;
  }

  /** The folder and what is wrong with it. */
  Sentence reason() {
    return Sentence.verbatim(getFile()).because(reason);
  }
}
