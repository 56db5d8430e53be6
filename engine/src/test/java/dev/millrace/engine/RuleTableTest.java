package dev.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.engine.RuleTable.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RuleTableTest {
  @Test
  void a_row_that_is_wrong_is_named_with_file_line_and_column() throws IOException {
    Row first = RuleTable.rows("tasks.md", "Conditions").getFirst();
    int line = Integer.parseInt(first.where().replaceFirst(".*:", ""));

    assertThatThrownBy(() -> RuleWords.check(first, "failed", "runs"))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "docs/rules/tasks.md:%d: in column \"failed\" is not reached, and the rules say runs"
                .formatted(line));
    assertThat(Files.readAllLines(Path.of("..", "docs", "rules", "tasks.md")).get(line - 1))
        .startsWith("| none |");
  }

  @Test
  void a_heading_without_a_table_is_a_mistake_and_not_an_empty_list() {
    assertThatThrownBy(() -> RuleTable.rows("tasks.md", "Nowhere"))
        .hasMessage("docs/rules/tasks.md has no table under Nowhere");
  }
}
