package dev.millrace.server.builds;

/**
 * Names an effect within its build.
 *
 * @param version of the build whose commit recorded it
 * @param position among the effects of that commit, from 0
 */
public record EffectKey(long version, int position) implements Comparable<EffectKey> {
  @Override
  public int compareTo(EffectKey other) {
    int byVersion = Long.compare(version, other.version);
    return byVersion != 0 ? byVersion : Integer.compare(position, other.position);
  }
}
