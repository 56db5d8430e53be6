package dev.millrace.pipeline.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.ArbitraryPipelines;
import dev.millrace.testkit.Seeds;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is written is read back equal, whatever it is. */
class JsonRoundTripTest {
  private static final int PIPELINES = 3_000;

  private final JsonModelCodec codec = new JsonModelCodec();

  @Test
  void every_pipeline_written_is_read_back_equal() {
    Seeds.forEach(
        PIPELINES,
        random -> {
          var pipeline = ArbitraryPipelines.pipeline(random);

          var read = codec.read(codec.write(pipeline));

          assertThat(read.pipeline()).isEqualTo(Optional.of(pipeline));
        });
  }

  @Test
  void writing_what_was_read_changes_nothing() {
    Seeds.forEach(
        PIPELINES / 10,
        random -> {
          String written = codec.write(ArbitraryPipelines.pipeline(random));

          String again = codec.write(codec.read(written).pipeline().orElseThrow());

          assertThat(JsonModelCodec.MAPPER.readTree(again))
              .isEqualTo(JsonModelCodec.MAPPER.readTree(written));
        });
  }
}
