package dev.millrace.pipeline.json;

import dev.millrace.pipeline.Pipeline;
import dev.millrace.pipeline.check.PipelineRules;
import dev.millrace.pipeline.limit.Limits;
import dev.millrace.pipeline.problem.Place;
import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.problem.ProblemCollector;
import dev.millrace.pipeline.problem.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
  /** Longer texts are refused. */
  public static final int MAX_CHARACTERS = Limits.JSON_MAX_CHARACTERS;

  /** What problems call a text that has no name. */
  private static final String UNNAMED = "pipeline.json";

  private static final Pattern MODEL = Pattern.compile("\\s*\\{\\s*\"(?!version\")");

  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxDocumentLength(MAX_CHARACTERS)
                          .maxStringLength(MAX_CHARACTERS)
                          .maxNestingDepth(Limits.JSON_MAX_DEPTH)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** Whether a text is a JSON model, and not YAML in the form of JSON, which has a version. */
  public static boolean isModel(String text) {
    return MODEL.matcher(text).lookingAt();
  }

  /** Reads a text that has no name of its own; see {@link #read(String, String)}. */
  public JsonReading read(String json) {
    return read(json, UNNAMED);
  }

  /**
   * Reads a whole export or a model alone. Never throws for what {@code json} holds: what can't be
   * understood is carried, and reported where it matters.
   *
   * @param file its name for problems
   */
  public JsonReading read(String json, String file) {
    var start = new Place(file, 1, 1, "$");
    if (json.length() > MAX_CHARACTERS) {
      return failed(Problem.at(start, Rule.JSON_TOO_LARGE, json.length(), MAX_CHARACTERS));
    }
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (StreamConstraintsException tooLarge) {
      return failed(problem(Rule.JSON_LIMIT, tooLarge, json, file));
    } catch (JacksonException notJson) {
      return failed(problem(Rule.JSON_SYNTAX, notJson, json, file));
    }
    if (!(root instanceof ObjectNode object)
        || !(object.has(Envelope.MODEL) || object.has(Envelope.STAGES))) {
      return failed(Problem.at(start, Rule.NOT_A_PIPELINE));
    }
    var found = new ProblemCollector();
    Pipeline pipeline =
        Envelope.read(
            object,
            (path, rule, arguments) ->
                found.add(Problem.at(new Place(file, 1, 1, path), rule, arguments)));
    var layout = Layout.of(object);
    PipelineRules.check(JsonOutline.of(layout, pipeline), found);
    new JsonLimits(found).check(layout, pipeline);
    return new JsonReading(Optional.of(pipeline), placed(found.inOrder(), json, file));
  }

  /**
   * Reads a pipeline that is to be run: a reference to a template is an error, since only the
   * platform that keeps it can put it in.
   */
  public JsonReading readExpanded(String json, String file) {
    JsonReading reading = read(json, file);
    if (reading.pipeline().filter(pipeline -> !pipeline.isExpanded()).isEmpty()) {
      return reading;
    }
    List<Problem> problems = new ArrayList<>(reading.problems());
    problems.addFirst(Problem.at(new Place(file, 1, 1, "$"), Rule.TEMPLATE_IN_MODEL));
    return new JsonReading(reading.pipeline(), problems);
  }

  private static List<Problem> placed(List<Problem> problems, String json, String file) {
    Set<String> paths =
        problems.stream().map(problem -> problem.place().path()).collect(Collectors.toSet());
    Map<String, Place> places = JsonPlaces.of(paths, json, file, MAPPER);
    var placed = new ProblemCollector();
    for (Problem problem : problems) {
      placed.add(problem.movedTo(places.getOrDefault(problem.place().path(), problem.place())));
    }
    return placed.inOrder();
  }

  /** Writes model and settings; {@link #read} of the result gives an equal pipeline. */
  public String write(Pipeline pipeline) {
    return MAPPER.writeValueAsString(Envelope.write(pipeline));
  }

  /** The same for people: indented. */
  public String writeIndented(Pipeline pipeline) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(Envelope.write(pipeline));
  }

  private static JsonReading failed(Problem problem) {
    return new JsonReading(Optional.empty(), List.of(problem));
  }

  private static Problem problem(Rule rule, JacksonException wrong, String json, String file) {
    TokenStreamLocation where = wrong.getLocation();
    boolean isKnown = where != null && where.getLineNr() > 0;
    Place place = isKnown ? JsonPlaces.place(where, json, file, "") : new Place(file, 1, 1);
    return Problem.at(place, rule, wrong.getOriginalMessage());
  }
}
