package dev.millrace.pipeline.json;

import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.json.JsonProblem.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Pipelines as BK-CI's JSON: {@code {"model": …, "setting": …}}. Safe for several threads; blocks
 * on nothing.
 */
public final class JsonModelCodec {
  /** Longer texts are refused; what BK-CI's database holds of a model. */
  public static final int MAX_CHARACTERS = 16_777_215;

  /** Deeper nesting is refused. */
  public static final int MAX_DEPTH = 100;

  /** Further problems are not reported. */
  public static final int MAX_PROBLEMS = 200;

  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxDocumentLength(MAX_CHARACTERS)
                          .maxStringLength(MAX_CHARACTERS)
                          .maxNestingDepth(MAX_DEPTH)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /**
   * Reads a whole export or a model alone. Never throws for what {@code json} holds: what can't be
   * understood is carried, and reported where it matters.
   */
  public JsonReading read(String json) {
    var problems = new ArrayList<JsonProblem>();
    if (json.length() > MAX_CHARACTERS) {
      String detail = json.length() + " characters, at most " + MAX_CHARACTERS;
      return failed(JsonProblem.at("$", Rule.TOO_LARGE, detail));
    }
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (StreamConstraintsException tooLarge) {
      return failed(problem(Rule.TOO_LARGE, tooLarge));
    } catch (JacksonException notJson) {
      return failed(problem(Rule.SYNTAX, notJson));
    }
    if (!(root instanceof ObjectNode object)
        || !(object.has(Envelope.MODEL) || object.has("stages"))) {
      return failed(JsonProblem.at("$", Rule.NOT_A_PIPELINE, "neither a model nor stages"));
    }
    Pipeline pipeline =
        Envelope.read(
            object,
            problem -> {
              if (problems.size() < MAX_PROBLEMS && !problems.contains(problem)) {
                problems.add(problem);
              }
            });
    return new JsonReading(Optional.of(pipeline), problems);
  }

  /** Writes model and settings; {@link #read} of the result gives an equal pipeline. */
  public String write(Pipeline pipeline) {
    return MAPPER.writeValueAsString(Envelope.write(pipeline));
  }

  /** The same for people: indented. */
  public String writeIndented(Pipeline pipeline) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(Envelope.write(pipeline));
  }

  private static JsonReading failed(JsonProblem problem) {
    return new JsonReading(Optional.empty(), List.of(problem));
  }

  private static JsonProblem problem(Rule rule, JacksonException wrong) {
    TokenStreamLocation where = wrong.getLocation();
    boolean isKnown = where != null && where.getLineNr() > 0;
    return new JsonProblem(
        rule,
        "$",
        isKnown ? where.getLineNr() : 0,
        isKnown ? where.getColumnNr() : 0,
        wrong.getOriginalMessage());
  }
}
