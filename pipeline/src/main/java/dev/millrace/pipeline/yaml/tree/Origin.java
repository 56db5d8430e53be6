package dev.millrace.pipeline.yaml.tree;

import dev.millrace.pipeline.problem.Place;
import java.util.List;

/**
 * The text a node comes from.
 *
 * @param file as the caller named it
 * @param text the whole file
 * @param usedFrom for a template: where it is used, innermost first; empty for the first file
 */
public record Origin(String file, String text, List<Place> usedFrom) {
  public Origin {
    usedFrom = List.copyOf(usedFrom);
  }
}
