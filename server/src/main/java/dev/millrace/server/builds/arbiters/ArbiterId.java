package dev.millrace.server.builds.arbiters;

/**
 * Names one arbiter in the whole installation.
 *
 * @param kind {@code queue}, {@code mutex}, …
 */
public record ArbiterId(String kind, String name) {
  @Override
  public String toString() {
    return kind + " " + name;
  }
}
