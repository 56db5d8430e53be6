package dev.millrace.cli.terminal;

/**
 * How a piece of text looks.
 *
 * @param sgr parameters of the escape sequence that switches it on; empty: as usual
 */
public record Style(String sgr) {
  public static final Style PLAIN = new Style("");
  public static final Style BOLD = new Style("1");
  public static final Style FAINT = new Style("2");
  public static final Style RED = new Style("31");
  public static final Style GREEN = new Style("32");
  public static final Style YELLOW = new Style("33");
  public static final Style CYAN = new Style("36");
  public static final Style BOLD_RED = new Style("1;31");

  /** Longer combinations are not built: nobody's colours need them, and it bounds a hostile log. */
  private static final int MAX_LENGTH = 48;

  /** This style with more parameters, which win where they contradict. */
  Style with(String parameters) {
    String combined = sgr.isEmpty() ? parameters : sgr + ";" + parameters;
    return combined.length() > MAX_LENGTH ? this : new Style(combined);
  }
}
