package dev.millrace.expression;

import dev.millrace.expression.ExpressionException.Refused;
import dev.millrace.expression.Value.Arr;
import dev.millrace.expression.Value.Bool;
import dev.millrace.expression.Value.JsonObj;
import dev.millrace.expression.Value.Null;
import dev.millrace.expression.Value.Num;
import dev.millrace.expression.Value.Obj;
import dev.millrace.expression.Value.Str;
import dev.millrace.wording.Sentence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;

/** Values from and to JSON text. Numbers are doubles, as everywhere in the language. */
public final class Json {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(Limits.MAX_JSON_DEPTH).build())
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(Limits.MAX_JSON_DEPTH).build())
          .build();

  private Json() {}

  /** Reads one JSON value; null if the text is anything else. Of equal names the last wins. */
  public static @Nullable Value tryRead(String text) {
    try {
      return read(text);
    } catch (Refused notJson) {
      return null;
    }
  }

  /** Compact JSON. A number without a JSON form (NaN, Infinity) prints as null. */
  static String write(Value value) {
    try {
      return writeBounded(value);
    } catch (BoundedText.Overflow tooLong) {
      throw new Refused(ExpressionWording.JSON_TOO_LONG.of(Limits.MAX_FUNCTION_RESULT_LENGTH));
    }
  }

  static Value read(String text) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new Refused(ExpressionWording.JSON_BLANK.of());
      }
      Value value = read(parser, first);
      if (parser.nextToken() != null) {
        throw new Refused(ExpressionWording.JSON_GOES_ON.of());
      }
      return value;
    } catch (JacksonException broken) {
      throw new Refused(notJson(broken));
    }
  }

  /** Only the place: the parser's own message quotes the text, which may be a secret. */
  private static Sentence notJson(JacksonException broken) {
    var location = broken.getLocation();
    return location == null
        ? ExpressionWording.JSON_INVALID.of()
        : ExpressionWording.JSON_INVALID_AT.of(location.getLineNr(), location.getColumnNr());
  }

  private static Value read(JsonParser parser, JsonToken token) {
    return switch (token) {
      case START_ARRAY -> readArray(parser);
      case START_OBJECT -> readObject(parser);
      case VALUE_STRING -> new Str(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Num(Double.parseDouble(parser.getString()));
      case VALUE_TRUE -> Bool.TRUE;
      case VALUE_FALSE -> Bool.FALSE;
      case VALUE_NULL -> Null.NULL;
      case END_ARRAY, END_OBJECT, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("a JSON value can't begin with " + token);
    };
  }

  private static Value readArray(JsonParser parser) {
    List<Value> elements = new ArrayList<>();
    for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      elements.add(read(parser, token));
    }
    return new Arr(elements);
  }

  private static Value readObject(JsonParser parser) {
    Map<String, Value> properties = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      properties.put(name, read(parser, parser.nextToken()));
    }
    return new JsonObj(properties);
  }

  private static String writeBounded(Value value) {
    BoundedText text = new BoundedText(Limits.MAX_FUNCTION_RESULT_LENGTH);
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      write(value, generator);
    } catch (JacksonException tooDeep) {
      throw new Refused(ExpressionWording.JSON_TOO_DEEP.of(Limits.MAX_JSON_DEPTH));
    }
    return text.toString();
  }

  private static void write(Value value, JsonGenerator to) {
    switch (value) {
      case Null _ -> to.writeNull();
      case Bool bool -> to.writeBoolean(bool.isTrue());
      case Num(var number) -> write(number, to);
      case Str(var text) -> to.writeString(text);
      case Arr array -> {
        to.writeStartArray();
        array.elements().forEach(element -> write(element, to));
        to.writeEndArray();
      }
      case Obj object -> {
        to.writeStartObject();
        for (String name : object.names()) {
          to.writeName(name);
          Value property = object.property(name);
          write(property == null ? Null.NULL : property, to);
        }
        to.writeEndObject();
      }
    }
  }

  private static void write(double number, JsonGenerator to) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      to.writeNull();
    } else if (Numbers.isWhole(number)) {
      to.writeNumber((long) number);
    } else {
      to.writeNumber(number);
    }
  }
}
