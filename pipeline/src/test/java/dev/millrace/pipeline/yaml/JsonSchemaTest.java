package dev.millrace.pipeline.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.yaml.shape.JsonSchema;
import dev.millrace.pipeline.yaml.tree.Origin;
import dev.millrace.pipeline.yaml.tree.YamlParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The schema for editors says what the reader says, as far as a schema can. */
class JsonSchemaTest {
  private static final Path PUBLISHED = Path.of("../docs/schema/pipeline-v3.schema.json");

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(JsonSchema.ofPipeline());

  /** What a schema can say; the other rules look at more than one value. */
  private static final Set<Rule> SHAPES =
      Set.of(
          Rule.UNSUPPORTED_VERSION,
          Rule.UNKNOWN_KEY,
          Rule.KEY_OF_OTHER_VERSION,
          Rule.MISSING_KEY,
          Rule.WRONG_KIND,
          Rule.UNKNOWN_VALUE,
          Rule.NUMBER_OUT_OF_RANGE,
          Rule.TEXT_TOO_LONG,
          Rule.TEXT_EMPTY,
          Rule.TEXT_MALFORMED,
          Rule.TOO_MANY_ITEMS,
          Rule.TOO_FEW_ITEMS,
          Rule.DUPLICATE_ITEM,
          Rule.KEYS_EXCLUDE,
          Rule.ONE_KEY_NEEDED,
          Rule.NAME_TOO_LONG);

  static List<Corpus.File> valid() {
    return Corpus.files("valid");
  }

  static List<Corpus.File> misshapen() {
    return Corpus.files("invalid").stream()
        .filter(
            file -> problems(file).stream().anyMatch(problem -> SHAPES.contains(problem.rule())))
        .filter(file -> tree(file).isPresent())
        .toList();
  }

  @Test
  void the_published_schema_is_the_one_the_tables_give() throws IOException {
    String now = JsonSchema.ofPipeline();
    String published = Files.exists(PUBLISHED) ? Files.readString(PUBLISHED) : "";
    if (!published.equals(now)) {
      Files.createDirectories(PUBLISHED.getParent());
      Files.writeString(PUBLISHED, now);
    }

    assertThat(published).as("%s was old and is written anew: commit it", PUBLISHED).isEqualTo(now);
  }

  @ParameterizedTest
  @MethodSource("valid")
  void a_valid_file_fits_the_schema(Corpus.File file) {
    assertThat(SCHEMA.validate(json(file), InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("misshapen")
  void a_file_whose_shape_the_reader_refuses_does_not_fit_the_schema(Corpus.File file) {
    assertThat(SCHEMA.validate(json(file), InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void most_of_the_invalid_files_are_misshapen() {
    assertThat(misshapen()).hasSizeGreaterThan(20);
  }

  private static List<Problem> problems(Corpus.File file) {
    return YamlReader.ofVersion3().read(file.text(), file.name()).problems();
  }

  private static Optional<Data> tree(Corpus.File file) {
    return YamlParser.parse(new Origin(file.name(), file.text(), List.of()), new ProblemCollector())
        .map(View::data);
  }

  private static String json(Corpus.File file) {
    return json(tree(file).orElseThrow()).toString();
  }

  private static JsonNode json(Data data) {
    JsonNodeFactory factory = JsonNodeFactory.instance;
    return switch (data) {
      case Data.Text(String value) -> factory.stringNode(value);
      case Data.Flag(boolean value) -> factory.booleanNode(value);
      case Data.Decimal decimal -> factory.numberNode(decimal.value());
      case Data.Nothing _ -> factory.nullNode();
      case Data.Items items -> {
        ArrayNode list = factory.arrayNode();
        items.values().forEach(item -> list.add(json(item)));
        yield list;
      }
      case Data.Fields fields -> {
        ObjectNode map = factory.objectNode();
        fields.values().forEach((key, value) -> map.set(key, json(value)));
        yield map;
      }
    };
  }
}
