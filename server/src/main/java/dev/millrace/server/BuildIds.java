package dev.millrace.server;

import dev.millrace.engine.state.BuildId;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Ids of new builds, in BK-CI's form: {@code b-} and 32 hexadecimal digits. */
final class BuildIds implements Supplier<BuildId> {
  private static final int BYTES = 16;

  private final RandomGenerator random;

  /** As safe from several threads as {@code random} is. */
  BuildIds(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public BuildId get() {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new BuildId("b-" + HexFormat.of().formatHex(bytes));
  }
}
