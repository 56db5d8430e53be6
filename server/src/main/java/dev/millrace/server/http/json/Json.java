package dev.millrace.server.http.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.millrace.server.access.Secret;
import dev.millrace.server.http.problem.Refused;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** Reads and writes JSON. Fields are called as the components of records are. */
public final class Json {
  /** How deep a request's objects and arrays may lie in each other. */
  public static final int MAX_DEPTH = 64;

  /** Digits of one number in a request. */
  public static final int MAX_DIGITS = 100;

  private static final JsonMapper MAPPER = mapper();

  private Json() {}

  private static JsonMapper mapper() {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_DIGITS)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    return JsonMapper.builder(factory)
        .addModule(new SimpleModule().addDeserializer(Secret.class, new SecretReader()))
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .withCoercionConfig(LogicalType.Textual, Json::onlyTexts)
        .changeDefaultPropertyInclusion(
            usual -> usual.withValueInclusion(JsonInclude.Include.NON_ABSENT))
        .build();
  }

  /** A number that stands for a text may have lost its zeros before we see it. */
  private static void onlyTexts(MutableCoercionConfig config) {
    for (CoercionInputShape shape :
        List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
      config.setCoercion(shape, CoercionAction.Fail);
    }
  }

  /** The mapper, for what describes the types it reads and writes. */
  public static JsonMapper described() {
    return MAPPER;
  }

  /** A value of ours; it can be written, or that is a mistake of ours. */
  public static String written(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** As {@link #written}, in UTF-8. */
  public static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /**
   * Reads a request's body.
   *
   * @param type a record; what is not optional in it is there when this returns
   * @throws Refused if it is no JSON, or not this
   */
  public static <T> T read(byte[] utf8, Class<T> type) {
    try {
      var _ = UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
      T value =
          MAPPER.readValue(new InputStreamReader(new ByteArrayInputStream(utf8), UTF_8), type);
      Completeness.require(value);
      return value;
    } catch (CharacterCodingException _) {
      throw ReadProblems.notUtf8();
    } catch (JacksonException wrong) {
      throw ReadProblems.of(wrong);
    }
  }

  /**
   * Reads what {@link #written} wrote.
   *
   * @throws IllegalStateException if it is something else
   */
  public static <T> T ours(String text, Class<T> type) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JacksonException wrong) {
      throw new IllegalStateException("can't read what was written as " + type, wrong);
    }
  }
}
