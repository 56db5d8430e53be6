package dev.millrace.engine;

import static dev.millrace.engine.BuildRequests.requestOf;
import static dev.millrace.engine.JobBuilder.aJob;
import static dev.millrace.engine.PipelineBuilder.aPipelineOf;
import static dev.millrace.engine.VariableBuilder.aVariable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.event.BuildRequest;
import dev.millrace.engine.state.BuildId;
import dev.millrace.engine.state.VariableValue;
import dev.millrace.expression.Dialect;
import dev.millrace.pipeline.data.Data;
import dev.millrace.pipeline.limit.Limits;
import dev.millrace.pipeline.variable.VariableType;
import dev.millrace.testkit.VirtualClock;
import dev.millrace.wording.Sentence;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The variables a build begins with: which text each is, and what may become of it. */
class StartVariablesTest {
  private static Map<String, VariableValue> variables(
      PipelineBuilder pipeline, Map<String, String> given) {
    return StartVariables.of(requestOf(pipeline.build(), given), VirtualClock.START);
  }

  private static VariableValue v(VariableBuilder variable, Map<String, String> given) {
    return Objects.requireNonNull(
        variables(aPipelineOf(aJob("a")).variable(variable), given).get("V"));
  }

  static Stream<Arguments> values() {
    var fields = new LinkedHashMap<String, Data>();
    fields.put("b", Data.flag(false));
    fields.put("a", new Data.Items(List.of(Data.text("x\"y"), Data.number(1), new Data.Nothing())));
    return Stream.of(
        Arguments.of(Data.text(" as written "), " as written "),
        Arguments.of(Data.flag(true), "true"),
        Arguments.of(Data.flag(false), "false"),
        Arguments.of(Data.number(42), "42"),
        Arguments.of(new Data.Decimal(new BigDecimal("1.50")), "1.50"),
        Arguments.of(new Data.Decimal(new BigDecimal("1E+3")), "1000"),
        Arguments.of(new Data.Items(List.of()), "[]"),
        Arguments.of(new Data.Items(List.of(Data.text("a"), Data.text("b"))), "[\"a\",\"b\"]"),
        Arguments.of(new Data.Fields(fields), "{\"b\":false,\"a\":[\"x\\\"y\",1,null]}"),
        Arguments.of(new Data.Nothing(), ""));
  }

  @ParameterizedTest
  @MethodSource("values")
  void a_default_of_any_kind_is_a_text(Data value, String text) {
    assertThat(v(aVariable("V").value(value), Map.of())).isEqualTo(VariableValue.plain(text));
  }

  @Test
  void what_is_given_replaces_the_default_whatever_kind_that_is() {
    assertThat(v(aVariable("V").value(Data.number(1)), Map.of("V", "")).value()).isEmpty();
    assertThat(v(aVariable("V").value(Data.flag(true)), Map.of("V", "false")).value())
        .isEqualTo("false");
  }

  @Test
  void a_constant_keeps_its_value_and_is_read_only() {
    var constant = v(aVariable("V").value(Data.number(1)).constant(), Map.of("V", "2"));

    assertThat(constant).isEqualTo(new VariableValue("1", true, false));
  }

  @Test
  void a_read_only_variable_may_be_given_and_not_changed() {
    var readOnly = v(aVariable("V").value(Data.text("1")).readOnly(), Map.of("V", "2"));

    assertThat(readOnly).isEqualTo(new VariableValue("2", true, false));
  }

  @Test
  void a_sensitive_variable_stays_hidden_whoever_gives_it() {
    var secret = aVariable("V").value(Data.text("written")).sensitive();

    assertThat(v(secret, Map.of())).isEqualTo(new VariableValue("written", false, true));
    assertThat(v(secret, Map.of("V", "given"))).isEqualTo(new VariableValue("given", false, true));
    assertThat(v(secret, Map.of()).toString()).doesNotContain("written");
  }

  private static VariableBuilder aRepository() {
    var fields = new LinkedHashMap<String, Data>();
    fields.put("repo-name", Data.text("tools"));
    fields.put("branch", new Data.Nothing());
    return aVariable("R").value(new Data.Fields(fields)).of(VariableType.REPO_REF);
  }

  @Test
  void a_reference_to_a_repository_is_known_by_its_parts() {
    var known = variables(aPipelineOf(aJob("a")).variable(aRepository()), Map.of());
    var secret =
        variables(aPipelineOf(aJob("a")).variable(aRepository().readOnly().sensitive()), Map.of());

    assertThat(known)
        .containsEntry("R", VariableValue.plain("{\"repo-name\":\"tools\",\"branch\":null}"))
        .containsEntry("R.repo-name", VariableValue.plain("tools"))
        .containsEntry("R.branch", VariableValue.plain(""));
    assertThat(secret).containsEntry("R.repo-name", new VariableValue("tools", true, true));
  }

  @Test
  void parts_are_only_of_a_reference_as_it_was_written() {
    var given = variables(aPipelineOf(aJob("a")).variable(aRepository()), Map.of("R", "other"));
    var noReference =
        variables(
            aPipelineOf(aJob("a")).variable(aRepository().of(VariableType.FORM_LIST)), Map.of());
    var noFields =
        variables(
            aPipelineOf(aJob("a")).variable(aRepository().value(Data.text("tools"))), Map.of());

    for (var variables : List.of(given, noReference, noFields)) {
      assertThat(variables).containsKey("R").doesNotContainKey("R.repo-name");
    }
  }

  @Test
  void a_build_knows_itself_and_its_pipeline_and_nobody_can_change_that() {
    var pipeline =
        aPipelineOf(aJob("a")).dialect(Dialect.CONSTRAINT).variable("BK_CI_BUILD_ID", "x");

    var variables = variables(pipeline, Map.of("BK_CI_BUILD_ID", "forged"));

    assertThat(variables)
        .containsEntry("BK_CI_BUILD_ID", fixed("b-1"))
        .containsEntry("BK_CI_BUILD_NUM", fixed("1"))
        .containsEntry("BK_CI_PIPELINE_ID", fixed("sample"))
        .containsEntry("BK_CI_PIPELINE_NAME", fixed("sample"))
        .containsEntry("BK_CI_PIPELINE_DIALECT", fixed("CONSTRAINT"))
        .doesNotContainKey(NumberAlias.VARIABLE);
  }

  private static VariableValue fixed(String value) {
    return new VariableValue(value, true, false);
  }

  @Test
  void what_the_platform_gives_comes_before_what_the_pipeline_says() {
    var secret = new VariableValue("ann", true, true);
    var request =
        new BuildRequest(
            new BuildId("b-1"),
            1,
            aPipelineOf(aJob("a")).variable("WHO", "eve").build(),
            Data.ordered(Map.of()),
            Data.ordered(Map.of("WHO", secret)),
            Set.of());

    assertThat(StartVariables.of(request, VirtualClock.START)).containsEntry("WHO", secret);
  }

  @Test
  void of_what_is_not_declared_only_the_wish_to_leave_out_a_task_is_kept() {
    String wish = "devops_container_condition_skip_atoms_a:1";

    var variables = variables(aPipelineOf(aJob("a")), Map.of(wish, "true", "OTHER", "1"));

    assertThat(variables).containsEntry(wish, fixed("true")).doesNotContainKey("OTHER");
  }

  @Test
  void a_build_is_named_by_the_rule_and_what_was_given() {
    var pipeline = aPipelineOf(aJob("a")).customBuildNumber("${{ V }}.${{ BUILD_NO_OF_DAY }}");

    assertThat(variables(pipeline.variable("V", "1"), Map.of("V", "2")))
        .containsEntry(NumberAlias.VARIABLE, fixed("2.1"));
  }

  @ParameterizedTest
  @CsvSource({"256, 256", "257, 256"})
  void the_name_of_a_build_has_a_longest_length(int length, int kept) {
    var pipeline = aPipelineOf(aJob("a")).customBuildNumber("x".repeat(length));

    assertThat(
            Objects.requireNonNull(variables(pipeline, Map.of()).get(NumberAlias.VARIABLE)).value())
        .hasSize(kept);
    assertThat(NumberAlias.MAX_LENGTH).isEqualTo(256);
  }

  @ParameterizedTest
  @CsvSource({"0, ", "1, the variable V has more than 4000 characters"})
  void a_value_has_a_longest_length_whoever_gave_it(int above, @Nullable String problem) {
    String value = "x".repeat(Limits.VARIABLE_VALUE_MAX + above);
    var written = aPipelineOf(aJob("a")).variable(aVariable("V").value(Data.text(value)));
    var given = aPipelineOf(aJob("a")).variable(aVariable("V"));

    assertThat(problemOf(written, Map.of())).isEqualTo(problem);
    assertThat(problemOf(given, Map.of("V", value))).isEqualTo(problem);
  }

  @Test
  void a_constant_that_is_no_text_is_compared_as_one() {
    var pipeline = aPipelineOf(aJob("a")).variable(aVariable("V").value(Data.number(1)).constant());

    assertThat(problemOf(pipeline, Map.of("V", "1"))).isNull();
    assertThat(problemOf(pipeline, Map.of("V", "01")))
        .isEqualTo("the variable V is a constant and can't be given");
  }

  private static @Nullable String problemOf(PipelineBuilder pipeline, Map<String, String> given) {
    return StartCheck.problemsOf(requestOf(pipeline.build(), given)).stream()
        .map(Sentence::english)
        .findFirst()
        .orElse(null);
  }
}
