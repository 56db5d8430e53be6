package dev.millrace.server.pipelines;

import dev.millrace.engine.state.PipelineId;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Ids of new pipelines, in BK-CI's form: {@code p-} and 32 hexadecimal digits. */
public final class PipelineIds implements Supplier<PipelineId> {
  private static final int BYTES = 16;

  private final RandomGenerator random;

  /** As safe from several threads as {@code random} is. */
  public PipelineIds(RandomGenerator random) {
    this.random = random;
  }

  /** Whether a text has the form of the ids given here. */
  public static boolean isId(String text) {
    return text.matches("p-[0-9a-f]{32}");
  }

  @Override
  public PipelineId get() {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new PipelineId("p-" + HexFormat.of().formatHex(bytes));
  }
}
