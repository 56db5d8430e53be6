package dev.millrace.cli.arguments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SyntaxTest {
  private static final Syntax SYNTAX =
      new Syntax(
          List.of(
              new Command(
                  "run",
                  "FILE",
                  1,
                  1,
                  List.of(
                      Option.of("variable", "NAME=VALUE").orLetter('v').repeated(),
                      Option.of("limit", "N"),
                      Option.flag("json"))),
              new Command("build show", "[BUILD]", 0, 1, List.of())),
          List.of(Option.flag("help").orLetter('h'), Option.of("lang", "LANGUAGE")));

  private static Invocation parse(String... arguments) {
    return SYNTAX.parse(List.of(arguments));
  }

  @Test
  void options_may_stand_anywhere_and_have_two_forms() {
    Invocation invocation =
        parse("--lang", "en", "run", "-v", "a=1", "file.yml", "--variable=b=2", "--json");

    assertThat(invocation.command().map(Command::path)).contains("run");
    assertThat(invocation.operands()).containsExactly("file.yml");
    assertThat(invocation.values("variable")).containsExactly("a=1", "b=2");
    assertThat(invocation.value("lang")).contains("en");
    assertThat(invocation.has("json")).isTrue();
  }

  @Test
  void what_stands_behind_two_dashes_is_an_operand() {
    assertThat(parse("run", "--", "--json").operands()).containsExactly("--json");
  }

  @Test
  void the_value_of_an_option_is_not_taken_for_a_command() {
    assertThat(parse("--lang", "run", "build", "show").command().map(Command::path))
        .contains("build show");
  }

  @Test
  void a_group_alone_is_no_command() {
    Invocation invocation = parse("build");

    assertThat(invocation.command()).isEmpty();
    assertThat(invocation.group()).isEqualTo("build");
  }

  @Test
  void a_mistyped_command_and_option_are_guessed() {
    assertThatThrownBy(() -> parse("rnu", "x"))
        .isInstanceOfSatisfying(
            UsageError.class, error -> assertThat(error.suggestion()).contains("run"));
    assertThatThrownBy(() -> parse("run", "x", "--jsno"))
        .isInstanceOfSatisfying(
            UsageError.class, error -> assertThat(error.suggestion()).contains("--json"));
  }

  @Test
  void each_mistake_has_its_own_text() {
    assertThat(
            List.of(
                keyOf("run"),
                keyOf("run", "a", "b"),
                keyOf("run", "a", "--limit"),
                keyOf("run", "a", "--limit", "1", "--limit", "2"),
                keyOf("run", "a", "--json=yes")))
        .containsExactly(
            "usage.operand-missing",
            "usage.operand-unexpected",
            "usage.value-missing",
            "usage.option-twice",
            "usage.no-value-wanted");
  }

  private static String keyOf(String... arguments) {
    try {
      parse(arguments);
      return "no mistake";
    } catch (UsageError error) {
      return error.key();
    }
  }

  @Test
  void help_needs_no_operands() {
    assertThat(parse("run", "--help").value("help")).isEqualTo(Optional.of(""));
  }
}
