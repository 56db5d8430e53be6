package dev.millrace.pipeline.json;

import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.limit.Limits;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A text inside the model that is JSON, or else YAML. */
final class LooseText {
  private final JsonMapper json;
  private int nodes;

  private LooseText(JsonMapper json) {
    this.json = json;
  }

  /** The value {@code text} writes; empty if it is neither JSON nor YAML, or too large. */
  static Optional<Data> read(String text, JsonMapper json) {
    return new LooseText(json).read(text);
  }

  private Optional<Data> read(String text) {
    try {
      return Optional.of(JsonData.read(json.readTree(text)));
    } catch (JacksonException notJson) {
      return yaml(text);
    }
  }

  private Optional<Data> yaml(String text) {
    var settings =
        LoadSettings.builder().setSchema(new CoreSchema()).setAllowRecursiveKeys(false).build();
    try {
      return new Compose(settings).composeString(text).flatMap(node -> data(node, 0));
    } catch (YamlEngineException notYaml) {
      return Optional.empty();
    }
  }

  private Optional<Data> data(Node node, int depth) {
    if (++nodes > Limits.JSON_TEXT_MAX_NODES || depth > Limits.JSON_MAX_DEPTH) {
      return Optional.empty();
    }
    return switch (node) {
      case ScalarNode scalar -> Optional.of(scalar(scalar));
      case SequenceNode list ->
          all(list.getValue(), item -> data(item, depth + 1)).map(Data.Items::new);
      case MappingNode map -> fields(map, depth);
      default -> Optional.empty();
    };
  }

  private Optional<Data> fields(MappingNode map, int depth) {
    var fields = new LinkedHashMap<String, Data>();
    for (NodeTuple tuple : map.getValue()) {
      Optional<Data> value = data(tuple.getValueNode(), depth + 1);
      if (!(tuple.getKeyNode() instanceof ScalarNode key) || value.isEmpty()) {
        return Optional.empty();
      }
      fields.put(key.getValue(), value.get());
    }
    return Optional.of(new Data.Fields(fields));
  }

  private static Data scalar(ScalarNode scalar) {
    Tag tag = scalar.getTag();
    String value = scalar.getValue();
    if (tag.equals(Tag.NULL)) {
      return new Data.Nothing();
    }
    if (tag.equals(Tag.BOOL)) {
      return Data.flag(Boolean.parseBoolean(value));
    }
    if ((tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) && value.length() <= 100) {
      try {
        return new Data.Decimal(new BigDecimal(value));
      } catch (NumberFormatException _) {
        return new Data.Text(value); // 0x1F, .inf: texts at run time, as all values of a matrix
      }
    }
    return new Data.Text(value);
  }

  private static <A> Optional<List<Data>> all(
      List<A> items, Function<? super A, Optional<Data>> each) {
    var all = new ArrayList<Data>();
    for (A item : items) {
      Optional<Data> data = each.apply(item);
      if (data.isEmpty()) {
        return Optional.empty();
      }
      all.add(data.get());
    }
    return Optional.of(all);
  }

  /** A scalar as the text it is at run time; empty for lists, maps and nothing. */
  static Optional<String> text(Data data) {
    return switch (data) {
      case Data.Text(String value) -> Optional.of(value);
      case Data.Flag(boolean value) -> Optional.of(Boolean.toString(value));
      case Data.Decimal(BigDecimal value) -> Optional.of(value.toString());
      case Data.Items _, Data.Fields _, Data.Nothing _ -> Optional.empty();
    };
  }
}
