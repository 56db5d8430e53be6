package dev.millrace.pipeline.check;

import dev.millrace.pipeline.problem.Spot;

/**
 * A text of a file.
 *
 * @param key what the format calls it, for messages
 */
public record Written(String key, String text, Spot spot) {}
