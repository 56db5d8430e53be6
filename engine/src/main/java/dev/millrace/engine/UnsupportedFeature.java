package dev.millrace.engine;

import dev.millrace.pipeline.Pipeline;
import java.util.List;

/**
 * Something a pipeline asks for that this version can't do. Never ignored silently: whoever starts
 * the build is told.
 *
 * @param name of the feature, as in the YAML format: {@code mutex}, {@code check-in reviews}
 * @param place where it is asked for, {@code job compile}
 * @param consequence what happens instead, a whole sentence
 * @param refusesStart the build can't be started because of it
 */
public record UnsupportedFeature(
    String name, String place, String consequence, boolean refusesStart) {
  /** Everything of this kind in an expanded pipeline, in its order. */
  @SuppressWarnings("DoNotCallSuggester") // the rules come with the next commits
  public static List<UnsupportedFeature> in(Pipeline pipeline) {
    throw new UnsupportedOperationException(pipeline.name());
  }
}
