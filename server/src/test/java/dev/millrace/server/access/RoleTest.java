package dev.millrace.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoleTest {
  /** What each role may, spelt out: + yes, - no, in the order of the roles. */
  private static final String MATRIX =
      """
                        VIEWER RUNNER DEVELOPER MAINTAINER ADMINISTRATOR
      VIEW_PROJECT      +      +      +         +          +
      VIEW_PIPELINE     +      +      +         +          +
      VIEW_BUILD        +      +      +         +          +
      EXECUTE_PIPELINE  -      +      +         +          +
      CREATE_PIPELINE   -      -      +         +          +
      EDIT_PIPELINE     -      -      +         +          +
      DELETE_PIPELINE   -      -      -         +          +
      CANCEL_ANY_BUILD  -      -      -         +          +
      MANAGE_PROJECT    -      -      -         -          +
      MANAGE_MEMBERS    -      -      -         -          +
      VIEW_AUDIT        -      -      -         -          +
      """;

  @Test
  void each_role_may_what_the_table_says() {
    var rows = new StringBuilder();
    for (Permission permission : Permission.values()) {
      rows.append(permission);
      for (Role role : Role.values()) {
        rows.append(role.may(permission) ? " +" : " -");
      }
      rows.append('\n');
    }

    String expected =
        MATRIX
            .lines()
            .skip(1)
            .map(line -> String.join(" ", line.strip().split(" +")) + "\n")
            .reduce("", String::concat);
    assertThat(rows).hasToString(expected);
  }

  @Test
  void the_table_names_all_roles_in_their_order() {
    List<String> named =
        Stream.of(MATRIX.lines().findFirst().orElseThrow().strip().split(" +")).toList();

    assertThat(named).isEqualTo(Arrays.stream(Role.values()).map(Role::name).toList());
  }
}
