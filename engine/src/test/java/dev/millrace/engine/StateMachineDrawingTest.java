package dev.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.engine.state.BuildStatus;
import dev.millrace.engine.state.JobStatus;
import dev.millrace.engine.state.StageStatus;
import dev.millrace.engine.state.StatusTable;
import dev.millrace.engine.state.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Draws the state machines by running the rules: what {@link Visited} saw.
 *
 * <p>Run with {@code -Dmillrace.docs.write=true} to write the drawing anew.
 */
class StateMachineDrawingTest {
  private static final Path DRAWING = Path.of("..", "docs", "state-machines.md");
  private static final Visited VISITED = Visited.byRandomHistories();

  @Test
  void the_drawing_in_the_documents_is_up_to_date() throws IOException {
    String drawn = draw();
    if (Boolean.getBoolean("millrace.docs.write")) {
      Files.writeString(DRAWING, drawn);
    }

    assertThat(Files.exists(DRAWING) ? Files.readString(DRAWING) : "")
        .as("docs/state-machines.md; write it with -Dmillrace.docs.write=true")
        .isEqualTo(drawn);
  }

  private static String draw() {
    var text = new StringBuilder();
    text.append(
        """
        # State machines

        Drawn by running the rules (`StateMachineDrawingTest`); don't edit. A diagram shows every allowed step, a
        table what an event may make of any build, stage, job and task there is: what it names, and what moves
        because of that before the event is done. `·` is for an event that never changes the status. Steps back to
        QUEUE from a finished status are a retry, in the next attempt.
        """);
    draw(text, "Build", StatusTable.BUILD, BuildStatus.values());
    draw(text, "Stage", StatusTable.STAGE, StageStatus.values());
    draw(text, "Job", StatusTable.JOB, JobStatus.values());
    draw(text, "Task", StatusTable.TASK, TaskStatus.values());
    return text.toString();
  }

  private static <S extends Enum<S>> void draw(
      StringBuilder text, String level, StatusTable<S> table, S[] statuses) {
    text.append("\n## ").append(level).append("\n\n```mermaid\nstateDiagram-v2\n");
    text.append("  [*] --> QUEUE\n");
    for (S from : statuses) {
      table.after(from).forEach(to -> text.append("  " + from + " --> " + to + "\n"));
    }
    text.append("```\n\n| in | on | becomes |\n| --- | --- | --- |\n");
    for (S status : statuses) {
      var row = VISITED.in(status);
      row.forEach((event, after) ->
          text.append("| " + status + " | " + event + " | ")
              .append(after.isEmpty() ? "·" : String.join(", ", after))
              .append(" |\n"));
    }
  }
}
