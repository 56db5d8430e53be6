package dev.millrace.pipeline.matrix;

import dev.millrace.pipeline.limit.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** JSON as a {@link Tree}. */
final class JsonTreeReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(Limits.MATRIX_DEPTH_MAX).build())
          .build();

  private JsonTreeReader() {}

  static @Nullable Tree tryRead(String text) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() == null) {
        return null;
      }
      Tree tree = read(parser);
      return parser.nextToken() == null ? tree : null;
    } catch (JacksonException notJson) {
      return null;
    }
  }

  private static Tree read(JsonParser parser) {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      List<Tree> elements = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        elements.add(read(parser));
      }
      return new Tree.Listing(elements);
    }
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      Map<String, Tree> entries = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        entries.put(name, read(parser));
      }
      return new Tree.Mapping(entries);
    }
    return new Tree.Leaf(parser.getString());
  }
}
