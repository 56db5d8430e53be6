package dev.millrace.pipeline.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.problem.Problem;
import dev.millrace.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever stands in a model, it is read, and every problem has a place in it. */
class JsonMutationTest {
  private static final List<String> SAMPLES =
      List.of("widgets.json", "legacy.json", "invalid/references.json", "invalid/amounts.json");

  private static final List<String> VALUES =
      List.of("null", "7", "-1.5", "true", "\"\"", "\"x\"", "\"${{ \"", "[]", "[1]", "{}", "[{}]");

  private final JsonModelCodec codec = new JsonModelCodec();

  @Test
  void a_model_with_a_strange_value_is_read_and_its_problems_have_places() {
    Seeds.forEach(
        2_000,
        random -> {
          JsonNode model =
              JsonModelCodec.MAPPER.readTree(Samples.text(Seeds.oneOf(random, SAMPLES)));
          for (int i = random.nextInt(1, 4); i > 0; i--) {
            mutate(model, random);
          }
          String text = JsonModelCodec.MAPPER.writeValueAsString(model);

          JsonReading reading = codec.read(text, "mutant.json");

          assertThat(reading.problems())
              .extracting(Problem::place)
              .allMatch(place -> place.file().equals("mutant.json") && place.column() > 0);
        });
  }

  private static void mutate(JsonNode root, SplittableRandom random) {
    List<JsonNode> holders = new ArrayList<>();
    collect(root, holders);
    JsonNode value = JsonModelCodec.MAPPER.readTree(Seeds.oneOf(random, VALUES));
    JsonNode holder = Seeds.oneOf(random, holders);
    if (holder instanceof ObjectNode object) {
      object.set(Seeds.oneOf(random, List.copyOf(object.propertyNames())), value);
    } else if (holder instanceof ArrayNode array) {
      array.set(random.nextInt(array.size()), value);
    }
  }

  private static void collect(JsonNode node, List<JsonNode> holders) {
    if (node.isContainer() && !node.isEmpty()) {
      holders.add(node);
    }
    node.forEach(child -> collect(child, holders));
  }
}
