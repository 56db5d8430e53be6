package dev.millrace.pipeline.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.problem.Problem;
import dev.millrace.pipeline.problem.Rule;
import dev.millrace.pipeline.problem.Severity;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models whose last field says what is wrong with them, a warning in brackets. */
class JsonCorpusTest {
  /** Rules of pipelines that no model here breaks, each with its reason. */
  private static final Map<Rule, String> NOT_HERE =
      Map.of(
          Rule.TOO_MANY_STAGES, "the table of limits has it",
          Rule.SELF_HOSTED_UNNAMED, "a type of dispatch says whose machine, a blank name is one",
          Rule.SELF_HOSTED_NEEDED, "a type of dispatch says whose machine",
          Rule.CONSTANT_MODIFIABLE, "the platform writes such constants itself");

  static List<String> invalid() {
    return List.of(
        "references.json",
        "conditions.json",
        "variables.json",
        "schedules.json",
        "amounts.json",
        "settings.json");
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void an_invalid_model_is_read_and_has_exactly_the_problems_it_announces(String name) {
    List<String> expected =
        JsonModelCodec.MAPPER
            .readTree(Samples.text("invalid/" + name))
            .path("expected")
            .valueStream()
            .map(line -> line.stringValue())
            .toList();

    JsonReading reading = read(name);

    assertThat(reading.problems().stream().map(JsonCorpusTest::shown)).isEqualTo(expected);
    assertThat(expected).isNotEmpty();
    assertThat(reading.pipeline()).isPresent();
  }

  @Test
  void a_model_obeys_the_rules_of_every_pipeline() {
    Set<Rule> rules = EnumSet.range(Rule.TOO_MANY_STAGES, Rule.SCHEDULE_EMPTY);

    invalid().forEach(name -> read(name).problems().forEach(found -> rules.remove(found.rule())));

    assertThat(rules).isEqualTo(NOT_HERE.keySet());
  }

  @Test
  void one_problem_names_the_place_of_another() {
    assertThat(read("references.json").problems().getLast().arguments())
        .extracting(Object::toString)
        .contains("Literal[text=$.model.stages[1].containers[0].jobId]");
  }

  private static JsonReading read(String name) {
    return new JsonModelCodec().read(Samples.text("invalid/" + name), name);
  }

  private static String shown(Problem problem) {
    String rule = problem.rule().id();
    String place = problem.place().line() + ":" + problem.place().column();
    String shown = place + " " + (problem.severity() == Severity.ERROR ? rule : "(" + rule + ")");
    return problem.suggestion().map(guess -> shown + " → " + guess).orElse(shown);
  }
}
