package dev.millrace.cli.terminal;

/**
 * A piece of text in one style.
 *
 * @param text without any control character; see {@link SafeText}
 */
public record Span(Style style, String text) {}
