package dev.millrace.engine.queue;

import dev.millrace.wording.Wording;

/** The sentences that say why a build waits, is given up, or is not taken. */
public enum QueueWording implements Wording {
  // Why it waits.
  WAITS_FOR_BUILD("waits until build {0} has ended"),
  WAITS_FOR_SLOT("waits, because {0} builds run, as many as may at once"),
  WAITS_IN_LINE("waits behind {0} others that came first"),

  // Why it is given up.
  WAITED_TOO_LONG("waited in its queue for {0} minutes, as long as it may"),
  PUSHED_OUT("gave its place in the queue, which holds {0}, to a newer build"),
  GROUP_STARTS_AGAIN("a newer build of its concurrency group was started"),

  // Why it is not taken.
  LOCKED("the pipeline is locked and takes no builds"),
  TOO_MANY_UNFINISHED("{0} builds of the pipeline have not ended, at most {1}"),
  NO_PLACE_TO_WAIT("another build runs, and the pipeline lets none wait"),
  TOO_FAST("builds are started too fast: {0} at once, then one each {1} ms"),
  SOURCES_UNCHANGED("the sources are the same as at the last build");

  private final String english;

  QueueWording(String english) {
    this.english = english;
  }

  @Override
  public String room() {
    return "queue";
  }

  @Override
  public String english() {
    return english;
  }
}
