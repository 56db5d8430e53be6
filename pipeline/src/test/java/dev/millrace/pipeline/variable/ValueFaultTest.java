package dev.millrace.pipeline.variable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipeline.json.JsonModelCodec;
import dev.millrace.pipeline.limit.Limits;
import dev.millrace.pipeline.variable.ValueFault.Missing;
import dev.millrace.pipeline.variable.ValueFault.NotAnOption;
import dev.millrace.pipeline.variable.ValueFault.TooLong;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueFaultTest {
  private static final String OPTIONS = ", \"options\": [{\"key\": \"a\"}, {\"key\": \"b c\"}]";

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource({
    "true,          BOOLEAN,  ",
    "True,          BOOLEAN,  NotABoolean",
    "'',            BOOLEAN,  ",
    "${{ ci.x }},   BOOLEAN,  ",
    "+7,            LONG,     ",
    "7.0,           LONG,     NotAWholeNumber",
    "' 7',          LONG,     NotAWholeNumber",
    "b c,           ENUM,     ",
    "'a,b c',       ENUM,     NotAnOption",
    "' a',          ENUM,     NotAnOption",
    "'a,b c',       MULTIPLE, ",
    "' b c , ,a,',  MULTIPLE, ",
    "'a,x,y',       MULTIPLE, NotAnOption NotAnOption",
    "'a,${X}',      MULTIPLE, ",
    "anything,      STRING,   ",
    "anything,      DATE,     ",
  })
  void what_a_type_allows(String value, VariableType type, String faults) {
    var found = ValueFault.of(variable(type, OPTIONS), value);

    assertThat(found.stream().map(fault -> fault.getClass().getSimpleName()))
        .isEqualTo(faults == null ? List.of() : List.of(faults.split(" ")));
  }

  @Test
  void a_choice_that_is_none_is_named_with_the_options() {
    assertThat(ValueFault.of(variable(VariableType.MULTIPLE, OPTIONS), "a, x"))
        .containsExactly(new NotAnOption("x", List.of("a", "b c")));
  }

  @Test
  void choices_that_come_from_elsewhere_are_not_known_here() {
    String payload = OPTIONS + ", \"payload\": {\"url\": \"x\"}";

    assertThat(ValueFault.of(variable(VariableType.ENUM, ""), "x")).isEmpty();
    assertThat(ValueFault.of(variable(VariableType.ENUM, payload), "x")).isEmpty();
  }

  @Test
  void only_a_required_variable_misses_its_value() {
    var required = variable(VariableType.LONG, ", \"valueNotEmpty\": true");

    assertThat(ValueFault.of(required, "")).containsExactly(new Missing());
    assertThat(ValueFault.of(variable(VariableType.LONG, ""), "")).isEmpty();
  }

  @Test
  void length_is_counted_in_characters_whatever_their_size_in_memory() {
    var text = variable(VariableType.STRING, "");

    assertThat(ValueFault.of(text, "😀".repeat(Limits.VARIABLE_VALUE_MAX))).isEmpty();
    assertThat(ValueFault.of(text, "😀".repeat(Limits.VARIABLE_VALUE_MAX + 1)))
        .containsExactly(new TooLong(Limits.VARIABLE_VALUE_MAX + 1));
  }

  private static Variable variable(VariableType type, String more) {
    String model =
        """
        {"stages": [{"containers": [{"@type": "trigger",
          "params": [{"id": "V", "type": "%s"%s}]}]}]}
        """
            .formatted(type, more);
    return new JsonModelCodec().read(model).pipeline().orElseThrow().variables().getFirst();
  }
}
