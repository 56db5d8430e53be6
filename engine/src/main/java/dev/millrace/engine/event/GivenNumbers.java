package dev.millrace.engine.event;

import java.util.OptionalLong;

/**
 * Numbers a build is given besides its own.
 *
 * @param ofDay counts the builds of the pipeline on one day, from 1
 * @param version the last part of the recommended version; empty when the pipeline has none, or
 *     when it is given only as the build leaves the queue
 */
public record GivenNumbers(int ofDay, OptionalLong version) {
  /** Of the first build of a pipeline without a version. */
  public static final GivenNumbers FIRST = new GivenNumbers(1, OptionalLong.empty());
}
